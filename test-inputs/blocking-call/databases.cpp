// Clients that wait in the thread for a server, and who asks the directory of users.
#include "task.h"
#include <grp.h>
#include <pqxx/pqxx>
#include <pwd.h>
#include <string>

task<int> count(pqxx::connection &connection) {
  pqxx::work work(connection);
  const int rows = work.query_value<int>("select count(*) from t"); // want: 'query_value' waits for the database
  work.exec("delete from t");                                       // want: 'exec' waits for the database
  work.exec_params("insert into t values ($1)", rows);              // want: 'exec_params'
  work.commit();                                                    // want: 'commit'
  co_return rows;
}
task<void> connects(std::string options) {
  pqxx::connection connection(options); // want: 'connection' waits for the database
  co_return;
}
task<bool> who(const char *name) {
  if (getpwnam(name)) // want: 'getpwnam' is blocking I/O
    co_return true;
  co_return getgrnam(name) != nullptr; // want: 'getgrnam' is blocking I/O
}

// What only asks the object.
task<std::string> asks(pqxx::connection &connection, pqxx::work &work) {
  if (!connection.is_open())
    co_return "";
  co_return work.quote("x");
}
