// Handlers that put an answer into the variable that the awaited work would have filled.
#include "task.h"
#include <iostream>
#include <map>
#include <string>

task<std::string> fetch(int id);
task<int> count(int id);
task<bool> probe(int id);
task<std::optional<int>> find(int id);
task<std::vector<int>> list(int id);
void log_error(const std::exception &error);
void use(const std::string &text);

task<std::string> emptyText(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (const std::exception &) { // want: the error of 'fetch' ends in this 'catch': nobody learns of it
    text = "";
  }
  co_return text;
}
task<int> zero(int id) {
  int value = 0;
  try {
    value = co_await count(id);
  } catch (...) { // want: the error of 'count' ends in 'catch (...)'
    value = 0;
  }
  co_return value;
}
task<std::vector<int>> emptyList(int id) {
  std::vector<int> rows;
  try {
    rows = co_await list(id);
  } catch (...) { // want: the error of 'list'
    rows = {};
  }
  co_return std::move(rows);
}

// ---- Silent ----

task<bool> flag(int id) {
  bool found = false;
  try {
    found = co_await probe(id);
  } catch (...) {
    found = false;
  }
  co_return found;
}
task<std::optional<int>> none(int id) {
  std::optional<int> value;
  try {
    value = co_await find(id);
  } catch (...) {
    value = {};
  }
  co_return value;
}
task<int> minusOne(int id) {
  int value = 0;
  try {
    value = co_await count(id);
  } catch (...) {
    value = -1;
  }
  co_return value;
}
task<std::string> textThatSaysIt(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (...) {
    text = "unavailable";
  }
  co_return text;
}
task<std::string> askedLater(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (...) {
    text = "";
  }
  if (text.empty())
    std::cerr << "no text\n";
  co_return text;
}
task<int> usedLater(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (...) {
    text = "";
  }
  use(text);
  co_return 1;
}
task<std::string> explained(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (...) {
    text = ""; // the text is decoration: the page goes without
  }
  co_return text;
}
task<std::string> logged(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (const std::exception &e) {
    log_error(e);
    text = "";
  }
  co_return text;
}
task<int> again(int id) {
  int value = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      value = co_await count(id);
      break;
    } catch (...) {
      value = 0;
    }
  }
  co_return value;
}
