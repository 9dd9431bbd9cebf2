// A destructor that starts eager work of its own object and leaves it alone: the object is gone when the work goes on.
#include <QCoro/QCoroTask>
#include <QtCore/QObject>
#include <QtCore/QString>

QCoro::Task<bool> drop(QString name);

class snapshot {
public:
  ~snapshot() { (void)close(); } // want: the object is gone when its destructor returns, but 'close' still uses it

private:
  QCoro::Task<> close() {
    if (m_closed)
      co_return;
    co_await drop(m_name);
    m_closed = true;
  }
  QString m_name;
  bool m_closed = false;
};
class session {
public:
  ~session() {
    if (m_open)
      leave(); // want: the object is gone when its destructor returns, but 'leave' still uses it
  }

private:
  QCoro::Task<> leave();
  QString m_name;
  bool m_open = true;
};
QCoro::Task<> session::leave() {
  co_await drop("a");
  co_await drop(m_name);
}

// ---- Silent

class uses_it_before {
public:
  ~uses_it_before() { (void)close(m_name); }

private:
  static QCoro::Task<> close(QString name) {
    co_await drop(name);
    co_await drop(name);
  }
  QString m_name;
};
class at_once {
public:
  ~at_once() { (void)close(); }

private:
  QCoro::Task<> close() { co_await drop(m_name); }
  QString m_name;
};
class by_a_function {
public:
  void end() { (void)close(); }

private:
  QCoro::Task<> close() {
    co_await drop(m_name);
    m_closed = true;
  }
  QString m_name;
  bool m_closed = false;
};
