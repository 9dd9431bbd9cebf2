// Each name of the model of libpqxx, used.
#include <pqxx/pqxx>

void everything(pqxx::work &work) {
  pqxx::connection connection("dbname=x");
  work.exec("select 1");
  work.exec0("select 1");
  work.exec1("select 1");
  work.exec_n(1, "select 1");
  work.exec_params("select $1", 1);
  work.exec_params0("select $1", 1);
  work.exec_params1("select $1", 1);
  work.exec_params_n(1, "select $1", 1);
  work.exec_prepared("one", 1);
  work.exec_prepared0("one", 1);
  work.exec_prepared1("one", 1);
  work.exec_prepared_n(1, "one", 1);
  work.query_value<int>("select 1");
  work.commit();
}
