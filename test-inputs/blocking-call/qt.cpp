// Qt and QCoro: the real headers.
#include <QCoro/QCoroTask>
#include <QtCore/QEventLoop>
#include <QtCore/QProcess>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QWaitCondition>
#include <QtDBus/QDBusInterface>
#include <QtDBus/QDBusPendingCall>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtWidgets/QMessageBox>
#include <chrono>
#include <thread>

QCoro::Task<int> load();

void runs_a_loop() {
  QEventLoop loop;
  loop.exec();
}
QCoro::Task<> asks(QDialog &dialog) {
  dialog.exec(); // want-low: 'exec' runs an event loop until the user answers
  QMessageBox::information(&dialog, "title", "text"); // want-low: 'information' runs an event loop until the user answers
  runs_a_loop(); // want: 'runs_a_loop' ends in 'exec', which runs an event loop inside of this coroutine
  co_await load();
}

QCoro::Task<> sleeps() {
  QThread::msleep(50); // want: 'msleep' puts the thread to sleep
  QThread::sleep(1);   // want: 'sleep'
  QThread::usleep(1);  // want: 'usleep'
  std::this_thread::sleep_for(std::chrono::milliseconds(5)); // want: 'sleep_for'
  co_return;
}

QCoro::Task<int> waits(QThread *thread, QSemaphore &semaphore, QWaitCondition &changed, QMutex &mutex) {
  thread->wait();              // want: 'wait'
  semaphore.acquire();         // want: 'acquire'
  changed.wait(&mutex);        // want: 'wait'
  QThreadPool::globalInstance()->waitForDone(); // want: 'waitForDone'
  QEventLoop loop;
  loop.exec();                 // want: 'exec' runs an event loop
  co_return QCoro::waitFor(load()); // want: 'waitFor'
}

QCoro::Task<> devices(QIODevice *device, QTcpSocket *socket, QLocalSocket *local, QTcpServer *server, QProcess *process, QDBusInterface *bus, QDBusPendingCall &pending) {
  device->waitForReadyRead(1000);  // want: 'waitForReadyRead' is blocking I/O
  socket->waitForConnected();      // want: 'waitForConnected'
  socket->waitForDisconnected(5);  // want: 'waitForDisconnected'
  local->waitForConnected();       // want: 'waitForConnected'
  server->waitForNewConnection(9); // want: 'waitForNewConnection'
  process->waitForFinished();      // want: 'waitForFinished' waits for a child process
  QProcess::execute("ls", {});     // want: 'execute'
  bus->call("Method");             // want: 'call'
  pending.waitForFinished();       // want: 'waitForFinished'
  QHostInfo::fromName("example.org"); // want: 'fromName' waits for a name server
  device->waitForReadyRead(0);
  co_return;
}

QCoro::Task<> silent(QThread *thread) {
  int n = co_await load();
  (void)n;
  thread->quit();
}

void outside(QThread *thread) {
  thread->wait();
  QCoro::waitFor(load());
}
