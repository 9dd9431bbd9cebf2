// Awaiting a coroutine that awaits nothing comes back at once: a closure that dies behind the
// expression is still there.
#include <QCoro/QCoroTask>
#include <QtCore/QObject>
#include <exception>
#include <string>

class Playlist : public QObject {
public:
  QCoro::Task<void> add(int id);
  QCoro::Task<void> addTold(int id);
  QCoro::Task<void> addRemote(int id);
  QCoro::Task<void> addLater(int id);

private:
  QCoro::Task<void> load(const std::string &name) {
    try {
      name_ = name;
      if (name.empty())
        co_return;
      count_ = 1;
    } catch (const std::exception &) {
      count_ = -1;
    }
    co_return;
  }
  QCoro::Task<void> loadTwice(const std::string &name) {
    co_await load(name);
    co_await load(name_);
  }
  QCoro::Task<void> fetch(const std::string &name);
  QCoro::Task<void> loadRemote(const std::string &name) {
    co_await load(name);
    co_await fetch(name);
  }
  virtual QCoro::Task<void> refresh() { co_return; }
  void changed(int id);

  std::string name_;
  int count_ = 0;
};

QCoro::Task<void> Playlist::add(int id) {
  return [this, id]() -> QCoro::Task<void> {
    co_await load(name_);
    changed(id);
  }();
}

QCoro::Task<void> Playlist::addTold(int id) {
  return [this, id]() -> QCoro::Task<void> {
    co_await loadTwice(name_);
    changed(id);
  }();
}

QCoro::Task<void> Playlist::addRemote(int id) {
  return [this, id]() -> QCoro::Task<void> { // want: captures
    co_await loadRemote(name_);
    changed(id);
  }();
}

QCoro::Task<void> Playlist::addLater(int id) {
  return [this, id]() -> QCoro::Task<void> { // want: captures
    co_await refresh(); // another class may wait in it
    changed(id);
  }();
}
