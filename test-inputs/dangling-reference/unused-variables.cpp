// Tasks that run on by themselves, in a variable that nobody looks at: the variable doesn't keep them from outliving what they refer to.
#include <QCoro/QCoroTask>
#include <QString>

QCoro::Task<bool> download(const QString &name);
void remember(const QString &name);
QString current();

QCoro::Task<> use(const QString &name) {
  if (!co_await download(name))
    co_return;
  remember(name);
}
void chooses(int index) {
  const QString name = QString::number(index);
  auto task = use(name); // want: 'name' is destroyed at the end of its scope, but the task of 'use' still refers to it
}
void chooses_current() {
  auto task = use(current()); // want: 'name' refers to a temporary that is destroyed before the task of 'use' uses it
}
void chooses_by_reference(const QString &given) {
  const QString name = given;
  if (!name.isEmpty())
    [[maybe_unused]] auto task = use(name); // want: 'name' is destroyed at the end of its scope
}

// ---- Silent ----

QCoro::Task<> awaits(int index) {
  const QString name = QString::number(index);
  auto task = use(name);
  co_await task;
}
void waits(int index) {
  const QString name = QString::number(index);
  auto task = use(name);
  QCoro::waitFor(task);
}
void of_its_own(int index) {
  auto task = [](QString name) -> QCoro::Task<> { co_await download(name); }(QString::number(index));
}
