// Names everything of QCoro and Qt that checks/models/qcoro.yaml models.
#include <QCoro/QCoroAbstractSocket>
#include <QCoro/QCoroAsyncGenerator>
#include <QCoro/QCoroFuture>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroIODevice>
#include <QCoro/QCoroNetworkReply>
#include <QCoro/QCoroDBusPendingCall>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTcpServer>
#include <QCoro/QCoroThread>
#include <QCoro/QCoroTimer>
#if __has_include(<QCoro/QCoroQmlTask>) && __has_include(<QtQml/QJSValue>)
#include <QCoro/QCoroQmlTask>
#endif
#if __has_include(<QCoro/QCoroLazyTask>)
#include <QCoro/QCoroLazyTask>
#endif
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QFutureWatcher>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QReadWriteLock>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtCore/QWaitCondition>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusInterface>
#include <QtDBus/QDBusPendingCall>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtSql/QSqlDatabase>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMessageBox>
#include <QtSql/QSqlQuery>

QCoro::Task<int> number();
QCoro::Task<> work();
QCoro::Generator<int> numbers();
QCoro::AsyncGenerator<int> stream();
#if __has_include(<QCoro/QCoroLazyTask>)
QCoro::LazyTask<int> lazy();
#endif
#if __has_include(<QCoro/QCoroQmlTask>) && __has_include(<QtQml/QJSValue>)
QCoro::QmlTask forQml() { return work(); }
#endif

QCoro::Task<> tasks(QObject *context) {
  QCoro::connect(number(), context, [](int) {});
  if (number().isReady())
    co_return;
  co_await number().then([](int) {}, [](const std::exception &) {});
  co_await QCoro::sleepFor(std::chrono::seconds(1));
  co_await QCoro::sleepUntil(std::chrono::steady_clock::now());
  for (int value : numbers())
    (void)value;
  QCORO_FOREACH(int value, stream()) { (void)value; }
  QCoro::waitFor(number());
}

void sleeps(QThread *thread, QThreadPool *pool, QSemaphore *semaphore, QWaitCondition *condition, QMutex *mutex) {
  QThread::sleep(1);
  QThread::msleep(1);
  QThread::usleep(1);
  thread->wait();
  pool->waitForDone();
  semaphore->acquire();
  semaphore->release();
  mutex->lock();
  condition->wait(mutex);
  mutex->unlock();
}

void devices(QIODevice *device, QAbstractSocket *socket, QLocalSocket *local, QTcpServer *server, QProcess *process) {
  device->waitForReadyRead(1);
  device->waitForBytesWritten(1);
  socket->waitForReadyRead(1);
  socket->waitForBytesWritten(1);
  socket->waitForConnected(1);
  socket->waitForDisconnected(1);
  local->waitForReadyRead(1);
  local->waitForBytesWritten(1);
  local->waitForConnected(1);
  local->waitForDisconnected(1);
  server->waitForNewConnection(1);
  QHostInfo::fromName(QStringLiteral("a"));
  process->waitForStarted(1);
  process->waitForFinished(1);
  process->waitForReadyRead(1);
  process->waitForBytesWritten(1);
  QProcess::execute(QStringLiteral("a"), QStringList());
}

void more(QLocalServer *server, QSslSocket *socket, QDialog *dialog) {
  server->waitForNewConnection(1);
  socket->waitForEncrypted(1);
  dialog->exec();
  QMessageBox::information(dialog, QString(), QString());
  QMessageBox::question(dialog, QString(), QString());
  QMessageBox::warning(dialog, QString(), QString());
  QMessageBox::critical(dialog, QString(), QString());
  QThread::yieldCurrentThread();
}

QCoro::Task<> awaits(QThread *thread, QTimer &timer, QTcpServer *server, QDBusPendingCall call) {
  co_await QCoro::moveToThread(thread);
  co_await qCoro(thread).waitForStarted();
  co_await qCoro(timer).waitForTimeout();
  co_await qCoro(server).waitForNewConnection();
  co_await qCoro(call).waitForFinished();
}

void loops(QEventLoop *loop, QFuture<int> future, QFutureWatcher<int> *watcher) {
  loop->exec();
  QCoreApplication::exec();
  future.waitForFinished();
  QFutureInterfaceBase().waitForFinished();
  future.result();
  future.results();
  watcher->waitForFinished();
}

void services(QDBusPendingCall pending, QDBusInterface *interface, const QDBusMessage &message, QSqlDatabase database, QSqlQuery query) {
  pending.waitForFinished();
  interface->call(QStringLiteral("a"));
  QDBusConnection::sessionBus().call(message);
  database.open();
  database.transaction();
  query.exec();
  database.commit();
  database.rollback();
}

void offloads(QThreadPool *pool, QObject *sender) {
  QtConcurrent::run([] {});
  delete QThread::create([] {});
  pool->start([] {});
  QObject::connect(sender, &QObject::destroyed, sender, [] {});
  QMetaObject::invokeMethod(sender, [] {});
  QTimer::singleShot(1, sender, [] {});
}

QCoro::Task<> network(QNetworkReply *reply, QAbstractSocket *socket, QIODevice *device) {
  co_await qCoro(reply).waitForFinished();
  co_await qCoro(socket).connectToHost(QStringLiteral("a"), 1);
  co_await qCoro(socket).waitForConnected(1);
  co_await qCoro(device).read(1);
  co_await qCoro(device).readAll();
  co_await qCoro(device).waitForReadyRead(1);
  co_await qCoro(device).readLine();
}

void locks(QMutex *mutex, QReadWriteLock *lock) {
  QMutexLocker guard(mutex);
  guard.unlock();
  guard.relock();
  QReadLocker reader(lock);
  reader.unlock();
  reader.relock();
  QWriteLocker writer(lock);
  writer.unlock();
  writer.relock();
}
