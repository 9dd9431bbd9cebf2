// What comes out of the await is the object that was waited for, and the code asks that one.
#include <QCoro/QCoroDBus>
#include <QCoro/QCoroTask>
#include <QtDBus/QDBusPendingReply>

QDBusPendingReply<QString> ask();
QDBusPendingReply<> tell(int value);
void log(const QString &text);

QCoro::Task<bool> looksAtIt() {
  auto reply = tell(1);
  co_await reply;
  if (reply.isError()) {
    log(reply.error().message());
    co_return false;
  }
  co_return true;
}

QCoro::Task<void> looksAtNothing() {
  auto reply = tell(1);
  co_await reply; // want: 'reply' gives its error back
}

QCoro::Task<void> looksAtAnother() {
  auto first = tell(1), second = tell(2);
  co_await first; // want: 'first' gives its error back
  co_await second;
  if (second.isError())
    log(second.error().message());
}
