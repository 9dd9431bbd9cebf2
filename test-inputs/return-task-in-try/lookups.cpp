// Handlers for what throws before there is a task.
#include "task.h"
#include <map>
#include <stdexcept>
#include <string>

struct no_such_table : std::exception {};
struct table {
  task<int> count();
};
table &find(int id);
void validate(const std::string &text);
int parsed(const std::string &text);
task<int> query(int key);
task<int> query(const std::string &text);
void log_line(const char *text);
void log_failure();
extern std::map<int, table> all;

task<int> of_a_lookup(int id) {
  try {
    auto &found = find(id);
    return found.count();
  } catch (const no_such_table &) {
    throw std::invalid_argument("no such table");
  }
}
task<int> of_a_lookup_in_place(int id) {
  try {
    return find(id).count();
  } catch (const no_such_table &) {
    log_failure();
    throw;
  }
}
task<int> of_a_map(int id) {
  try {
    return all.at(id).count();
  } catch (const std::out_of_range &) {
    throw no_such_table();
  }
}
task<int> of_a_check(const std::string &text) {
  try {
    validate(text);
    return query(text);
  } catch (const std::invalid_argument &) {
    log_failure();
    throw;
  }
}
task<int> of_an_argument(const std::string &text) {
  try {
    return query(parsed(text));
  } catch (const std::exception &) {
    log_failure();
    throw;
  }
}

// ---- Nothing else throws ---------------------------------------------------------------------------------------------

task<int> after_a_line(int id) {
  try {
    log_line("asks");
    return query(id); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
}
task<int> of_a_text(const char *text) {
  try {
    return query(std::string(text)); // want: the task of 'query' fails after this function has returned
  } catch (const std::exception &) {
    log_failure();
    throw;
  }
}
