// What is made of an awaited call waits for it no more.
#include <QCoro/QCoroDBus>
#include <QCoro/QCoroTask>
#include <QtDBus/QDBusPendingReply>

struct Answer {
  Answer(QDBusPendingReply<int> call) {
    call.waitForFinished();
    value = call.value();
  }
  int value = 0;
};
QDBusPendingReply<int> question();

QCoro::Task<int> asksWhatHasCome() {
  Answer answer = co_await question();
  co_return answer.value;
}

QCoro::Task<int> waitsForIt() {
  Answer answer = question(); // want: 'Answer'
  co_return answer.value;
}
