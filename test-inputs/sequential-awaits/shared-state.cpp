// Objects that look apart and share what they work on.
#include "task.h"
#include <functional>
#include <memory>
#include <vector>

struct transaction {
  task<int> next();
};
struct storage {
  virtual ~storage() = default;
  virtual task<int> config() const;
};
class reader {
public:
  reader(const storage &from, transaction &in) : from_(from), in_(in) {}
  task<int> number(int id) const;

private:
  const storage &from_;
  transaction &in_;
};
struct final_client final {
  int port = 0;
  task<int> get(int id) const;
};
std::shared_ptr<storage> storage_of(transaction &in);
std::unique_ptr<transaction> begin();
task<int> receipts(const storage &from, int id);

// ---- One behind the other for a reason ----

task<int> one_reader(transaction &in, const storage &from) {
  const reader all{from, in};
  int first = co_await all.number(1);
  int last = co_await all.number(2);
  co_return first + last;
}
task<int> made_of_the_other() {
  const auto in = begin();
  const auto kept = storage_of(*in);
  const reader all{*kept, *in};
  int config = co_await kept->config();
  int number = co_await all.number(1);
  co_return config + number;
}
task<int> two_of_one_transaction(std::shared_ptr<storage> a, std::shared_ptr<storage> b) {
  const auto in = begin();
  const reader one{*a, *in};
  const reader other{*b, *in};
  int first = co_await one.number(1);
  int last = co_await other.number(2);
  co_return first + last;
}
task<int> given_to_one_and_asked(std::shared_ptr<storage> kept) {
  int all = co_await receipts(*kept, 1);
  int config = co_await kept->config();
  co_return all + config;
}
task<int> behind_a_callable(std::function<task<int>(int)> provide) {
  int first = co_await provide(1);
  int last = co_await provide(2);
  co_return first + last;
}

class oracle {
public:
  explicit oracle(const std::function<task<int>(int)> &provide) : provide_(provide) {}
  virtual ~oracle() = default;
  oracle(const oracle &) = delete;
  task<int> price(int id);

private:
  const std::function<task<int>(int)> &provide_;
};
task<int> asks_the_same_behind_an_oracle(const reader &from) {
  std::function<task<int>(int)> provide = [&from](int id) { return from.number(id); };
  oracle prices{provide};
  int price = co_await prices.price(1);
  int number = co_await provide(1);
  co_return price + number;
}

task<void> each_callable(const std::vector<std::function<task<void>()>> &all) {
  for (const auto &send : all)
    co_await send();
}

// ---- Really apart ----

task<int> client_without_state(const final_client &client) {
  int first = co_await client.get(1);
  int last = co_await client.get(2); // want: 'get' waits for another 'get', although neither needs the other
  co_return first + last;
}
task<int> two_clients(int port) {
  final_client one{port};
  final_client other{port};
  int first = co_await one.get(1);
  int last = co_await other.get(2); // want: 'get' waits for another 'get'
  co_return first + last;
}
