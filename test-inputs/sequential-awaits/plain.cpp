// Awaits one after the other that need nothing of each other, and those that do.
#include "task.h"
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

task<int> price(int sku);
task<int> stock(int sku);
task<int> combined(int price, int stock);
task<std::string> page(const std::string &address);
task<void> remove_file(std::string_view path);
task<void> notify(int user);
task<void> pause(std::chrono::milliseconds time);
task<int> width();
task<int> height();
struct offer {
  int price, stock;
};

// ---- In a row --------------------------------------------------------------------------------------------------------

task<offer> declared(int sku) {
  int p = co_await price(sku);
  int s = co_await stock(sku); // want: 'stock' waits for 'price', although neither needs the other
  co_return offer{p, s};
}
task<offer> assigned(int sku) {
  offer o{};
  o.price = co_await price(sku);
  o.stock = co_await stock(sku); // want: 'stock' waits for 'price'
  co_return o;
}
task<int> third_in_a_row(int sku) {
  auto p = co_await price(sku);
  auto s = co_await stock(sku); // want: 'stock' waits for 'price'
  auto w = co_await width();    // want: 'width' waits for 'stock'
  co_return p + s + w;
}
task<offer> in_one_expression(int sku) {
  co_return offer{co_await price(sku),
                  co_await stock(sku)}; // want: 'stock' waits for 'price'
}
task<int> as_operands(int sku) {
  co_return co_await price(sku) +
      co_await stock(sku); // want: 'stock' waits for 'price'
}
task<int> same_call_for_other_data(int a, int b) {
  int one = co_await price(a);
  int other = co_await price(b); // want: 'price' waits for another 'price'
  co_return one + other;
}
task<void> for_their_effect(std::string a, std::string b) {
  co_await remove_file(a);
  co_await remove_file(b); // want: 'remove_file' waits for another 'remove_file'
}
task<int> in_a_branch(bool wanted, int sku) {
  if (wanted) {
    const int p = co_await price(sku);
    const int twice = 2 * p;
    const int s = co_await stock(sku); // want: 'stock' waits for 'price'
    co_return s + twice;
  }
  co_return 0;
}

struct users {
  task<std::string> name(int id) const;
  task<int> age(int id) const;
  task<int> refresh(int id);
};
struct orders {
  task<int> count(int id);
};
struct service {
  users &people;
  orders &bought;
  users own;

  task<int> const_members(int id) {
    auto name = co_await people.name(id);
    auto age = co_await people.age(id); // want: 'age' waits for 'name'
    co_return age + int(name.size());
  }
  task<int> members_of_two_objects(int id) {
    auto fresh = co_await people.refresh(id);
    auto count = co_await bought.count(id); // want: 'count' waits for 'refresh'
    co_return fresh + count;
  }
  task<int> the_object_may_be_changed(int id) {
    auto fresh = co_await people.refresh(id);
    auto age = co_await people.age(id);
    co_return fresh + age;
  }
  task<int> perhaps_one_object(int id) {
    auto fresh = co_await people.refresh(id);
    auto age = co_await own.age(id);
    co_return fresh + age;
  }
};

// ---- In a loop -------------------------------------------------------------------------------------------------------

task<int> summed(std::vector<int> skus) {
  int sum = 0;
  for (int sku : skus)
    sum += co_await price(sku); // want: the loop awaits 'price' for one element after the other
  co_return sum;
}
task<std::vector<std::string>> collected(const std::vector<std::string> &addresses) {
  std::vector<std::string> pages;
  for (const std::string &address : addresses)
    pages.push_back(co_await page(address)); // want: the loop awaits 'page' for one element after the other
  co_return pages;
}
task<void> removed(std::vector<std::string> paths) {
  for (auto &path : paths) {
    co_await remove_file(path); // want: the loop awaits 'remove_file' for one element after the other
  }
}
task<int> by_index(std::vector<int> skus) {
  int sum = 0;
  for (std::size_t i = 0; i < skus.size(); ++i) {
    const int p = co_await price(skus[i]); // want: the loop awaits 'price' for one element after the other
    sum += p;
  }
  co_return sum;
}
task<int> members_of_elements(std::vector<std::unique_ptr<orders>> shops) {
  int sum = 0;
  for (auto &shop : shops)
    sum += co_await shop->count(1); // want: the loop awaits 'count' for one element after the other
  co_return sum;
}

// ---- Aggregates that come too late -----------------------------------------------------------------------------------

task<void> both(int one, int other);
template <class... T> task<void> when_all_of(T... results);
task<std::vector<int>> several(std::vector<task<int>> all) { co_return co_await when_all(std::move(all)); }

// ---- Silent ----------------------------------------------------------------------------------------------------------

task<int> the_second_needs_the_first(int sku) {
  int p = co_await price(sku);
  int s = co_await stock(p);
  co_return s;
}
task<int> by_way_of_another(int sku) {
  int p = co_await price(sku);
  int next = p + 1;
  int s = co_await stock(next);
  co_return s;
}
task<int> nested(int sku) { co_return co_await combined(co_await price(sku), 1); }
task<int> only_if(int sku) {
  int p = co_await price(sku);
  if (p < 0)
    co_return 0;
  int s = co_await stock(sku);
  co_return s;
}
task<bool> short_circuit(int sku) { co_return co_await price(sku) && co_await stock(sku); }
task<int> either(bool which, int sku) { co_return which ? co_await price(sku) : co_await stock(sku); }
void check(int value);
task<int> looked_at_between(int sku) {
  int p = co_await price(sku);
  check(p);
  int s = co_await stock(sku);
  co_return p + s;
}
task<int> polled() {
  int one = co_await width();
  int other = co_await width();
  co_return other - one;
}
task<void> in_their_order(int user) {
  co_await pause(std::chrono::milliseconds(1));
  co_await notify(user);
}
task<void> paused_twice() {
  co_await pause(std::chrono::milliseconds(1));
  co_await pause(std::chrono::milliseconds(2));
}
task<int> effect_first(int user) {
  co_await notify(user);
  co_return co_await price(user);
}
task<int> after_an_effect(int user) {
  int p = co_await price(user);
  co_await notify(user);
  int s = co_await stock(user);
  co_return p + s;
}

struct connection;
task<int> read(connection &from, int size);
task<int> read_shared(std::shared_ptr<connection> from, int size);
task<int> fill(std::vector<char> *buffer);
task<int> one_connection(connection &from) {
  int header = co_await read(from, 4);
  int body = co_await read(from, 8);
  co_return header + body;
}
task<int> one_handle(std::shared_ptr<connection> from) {
  int header = co_await read_shared(from, 4);
  int body = co_await read_shared(from, 8);
  co_return header + body;
}
task<int> perhaps_one_connection(connection &from, connection &to) {
  int header = co_await read(from, 4);
  int body = co_await read(to, 8);
  co_return header + body;
}
task<int> one_buffer() {
  std::vector<char> buffer;
  int first = co_await fill(&buffer);
  int second = co_await fill(&buffer);
  co_return first + second;
}
task<int> under_a_lock(async_mutex &mutex, int sku) {
  auto held = co_await mutex.acquire();
  int p = co_await price(sku);
  co_return p;
}
task<int> lock_between(async_mutex &mutex, int sku) {
  int p = co_await price(sku);
  auto held = co_await mutex.acquire();
  int s = co_await stock(sku);
  co_return p + s;
}

int counter = 0;
task<int> counts(int by) {
  counter += by;
  co_return counter;
}
task<int> by_a_global() {
  int one = co_await counts(1);
  int other = co_await counts(2);
  co_return one + other;
}

task<int> until_found(std::vector<int> skus) {
  for (int sku : skus) {
    int p = co_await price(sku);
    if (p > 0)
      co_return p;
  }
  co_return 0;
}
task<int> each_needs_the_last(std::vector<int> skus) {
  int last = 0;
  for (int sku : skus)
    last = co_await combined(last, sku);
  co_return last;
}
task<int> the_same_each_time(std::vector<int> skus) {
  int sum = 0;
  for (int sku : skus)
    sum += sku + co_await width();
  co_return sum;
}
task<void> written_in_order(connection &to, std::vector<int> sizes) {
  for (int size : sizes)
    co_await read(to, size);
}
task<int> retries(int sku) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    int p = co_await price(attempt);
    if (p > 0)
      break;
  }
  co_return co_await stock(sku);
}
task<void> paused_in_a_loop(std::vector<std::chrono::milliseconds> times) {
  for (auto time : times)
    co_await pause(time);
}
