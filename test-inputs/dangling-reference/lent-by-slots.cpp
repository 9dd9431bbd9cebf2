// A slot that starts eager work by a constant reference and leaves it alone: the caller's text may be gone when it is used.
#include <QCoro/QCoroTask>
#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QString>

QCoro::Task<bool> scan(QString name);

class Handler : public QObject {
public:
  void request(const QString &interface = QString()) { scanAll(interface); } // want: 'interface' shows what only the caller keeps, and the task of 'scanAll' may use it when that is gone
  void received(const QByteArray &bytes) { parse(bytes); } // want: 'bytes' shows what only the caller keeps
  void loop(const QString &name) { again(name); } // want: 'name' shows what only the caller keeps

  // ---- Silent
  void byValue(const QString &name) { owned(name); }
  void before(const QString &name) { atOnce(name); }
  QCoro::Task<> waited(const QString &name) { co_await scanAll(name); }
  void own() {
    m_done = false;
    scanAll(m_name);
  }

private:
  QCoro::Task<> scanAll(const QString &interface);
  QCoro::Task<> parse(const QByteArray &bytes) {
    co_await scan("");
    m_size = bytes.size();
  }
  QCoro::Task<> again(const QString &name) {
    for (int i = 0; i < 3; ++i) {
      if (name.isEmpty())
        continue;
      co_await scan("");
    }
  }
  QCoro::Task<> owned(QString name) {
    co_await scan("");
    co_await scan(name);
  }
  QCoro::Task<> atOnce(const QString &name) { co_await scan(name); }

  QString m_name;
  bool m_done = true;
  qsizetype m_size = 0;
};

QCoro::Task<> Handler::scanAll(const QString &interface) {
  co_await scan("");
  co_await scan(interface);
}
