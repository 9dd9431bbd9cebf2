// Replies of Qt's network, awaited as what the manager gives, by a variable, and as tasks of QCoro.
#include <QCoro/QCoroAbstractSocket>
#include <QCoro/QCoroNetworkReply>
#include <QCoro/QCoroTask>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpSocket>
using namespace std::chrono_literals;

QCoro::Task<QByteArray> fetches(QNetworkAccessManager &manager, QUrl from) {
  QNetworkReply *reply = co_await manager.get(QNetworkRequest(from)); // want: nothing limits how long 'get' waits
  co_return reply->readAll();
}
QCoro::Task<> by_a_variable(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.head(QNetworkRequest(from));
  co_await reply; // want: nothing limits how long 'head' waits
}
QCoro::Task<> with_a_limit(QNetworkAccessManager &manager, QUrl from) {
  QNetworkRequest request(from);
  request.setTransferTimeout(3000);
  co_await manager.get(request);
}
QCoro::Task<> connects(QTcpSocket &socket) {
  socket.connectToHost("a", 1);
  co_await qCoro(socket).waitForConnected(); // 30 seconds, without an argument
  co_await qCoro(socket).waitForConnected(-1); // want: 'waitForConnected'
}
