// Objects that are waited for and then read themselves: what went wrong is a member of them, too.
#include "task.h"
#include <QCoro/QCoroNetworkReply>
#include <QCoro/QCoroTask>
#include <QtCore/QDebug>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <memory>
#include <string>

QCoro::Task<QByteArray> fetches(QNetworkAccessManager &manager, QUrl from) {
  QNetworkReply *reply = co_await manager.get(QNetworkRequest(from)); // want: nobody asks 'reply' for its 'error': when it failed, 'readAll' still gives what looks like an answer
  co_return reply->readAll();
}
QCoro::Task<bool> by_a_variable(QNetworkAccessManager &manager, QUrl from) {
  const auto reply = manager.get(QNetworkRequest(from));
  co_await reply; // want: nobody asks 'reply' for its 'error'
  const QString text = QString::fromUtf8(reply->readAll());
  reply->deleteLater();
  co_return text.isEmpty();
}
QCoro::Task<QJsonDocument> wrapped(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await qCoro(reply).waitForFinished(); // want: nobody asks 'reply' for its 'error'
  co_return QJsonDocument::fromJson(reply->readAll());
}
QCoro::Task<QByteArray> owned(QNetworkAccessManager &manager, QUrl from) {
  std::unique_ptr<QNetworkReply> reply(co_await manager.get(QNetworkRequest(from))); // todo-want: nobody asks 'reply' for its 'error'
  co_return reply->readAll();
}

/// The same of a project's own.
enum class query_error { none, syntax_error, gone };
struct query {
  std::suspend_always operator co_await() const;
  query_error error() const;
  std::string rows();
  int count() const;
  bool is_active() const;
};
query *make_query(std::string text);
task<std::string> rows(std::string text) {
  query *made = make_query(text);
  co_await *made; // want: nobody asks 'made' for its 'error': when it failed, 'rows' still gives
  co_return made->rows();
}

// ---- Silent ----

void look(QNetworkReply *reply);
void show(QByteArray text);
bool failed(const QNetworkReply &reply);

QCoro::Task<QByteArray> asks(QNetworkAccessManager &manager, QUrl from) {
  QNetworkReply *reply = co_await manager.get(QNetworkRequest(from));
  if (reply->error() != QNetworkReply::NoError)
    co_return {};
  co_return reply->readAll();
}
QCoro::Task<QByteArray> asks_for_the_text(QNetworkAccessManager &manager, QUrl from) {
  QNetworkReply *reply = co_await manager.get(QNetworkRequest(from));
  qWarning() << reply->errorString();
  co_return reply->readAll();
}
QCoro::Task<QByteArray> asks_for_the_status(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
    co_return {};
  co_return reply->readAll();
}
QCoro::Task<QByteArray> hands_it_on(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  look(reply);
  co_return reply->readAll();
}
QCoro::Task<QByteArray> hands_it_on_before(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  QObject::connect(reply, &QNetworkReply::finished, [reply] { look(reply); });
  co_await reply;
  co_return reply->readAll();
}
QCoro::Task<QByteArray> another_asks(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  if (failed(*reply))
    co_return {};
  co_return reply->readAll();
}
QCoro::Task<QNetworkReply *> gives_it_on(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  show(reply->readAll());
  co_return reply;
}
QCoro::Task<> reads_nothing(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  reply->deleteLater();
}
QCoro::Task<> reads_what_comes_before(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  show(reply->readAll());
  co_await reply;
}
/// The answer says by itself that it failed.
QCoro::Task<bool> looks_at_the_answer(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  QJsonParseError wrong;
  const auto document = QJsonDocument::fromJson(reply->readAll(), &wrong);
  co_return wrong.error == QJsonParseError::NoError && !document.isEmpty();
}
task<int> asks_whether_it_is_active(std::string text) {
  query *made = make_query(text);
  co_await *made;
  if (!made->is_active())
    co_return 0;
  co_return made->count();
}
/// That nothing came leads somewhere.
QCoro::Task<bool> looks_whether_something_came(QNetworkAccessManager &manager, QUrl from) {
  auto *reply = manager.get(QNetworkRequest(from));
  co_await reply;
  const QByteArray text = reply->readAll();
  if (text.isEmpty())
    co_return false;
  show(text);
  co_return true;
}
/// What is awaited is another's answer to it.
task<> send(const query &asked, int priority);
task<std::string> hands_it_to_another(std::string text) {
  query *made = make_query(text);
  co_await send(*made, 1);
  co_return made->rows();
}
