// Futures that are done and taken one after another by their index: the first failure leaves the loop, and the errors of the rest are lost.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <exception>
#include <string>
#include <vector>

seastar::future<std::string> read(int block);
void write(std::string text);
void log(std::exception_ptr error);

seastar::future<> merges(std::vector<int> blocks) {
  std::vector<seastar::future<std::string>> reads;
  for (int block : blocks)
    reads.push_back(read(block));
  auto texts = co_await seastar::when_all(reads.begin(), reads.end());
  for (size_t i = 0; i < blocks.size(); ++i) {
    auto text = texts[i].get(); // want: the first failure leaves this loop, and the futures left in 'texts' with their errors unseen
    write(std::move(text));
  }
}
seastar::future<> each(std::vector<seastar::future<std::string>> reads) {
  auto texts = co_await seastar::when_all(reads.begin(), reads.end());
  for (auto &text : texts)
    write(text.get()); // want: the first failure leaves this loop, and the futures left in 'texts' with their errors unseen
}

// ---- Silent

seastar::future<> asks_each(std::vector<seastar::future<std::string>> reads) {
  auto texts = co_await seastar::when_all(reads.begin(), reads.end());
  for (size_t i = 0; i < texts.size(); ++i)
    if (texts[i].failed())
      log(texts[i].get_exception());
    else
      write(texts[i].get());
}
seastar::future<> catches_each(std::vector<seastar::future<std::string>> reads) {
  auto texts = co_await seastar::when_all(reads.begin(), reads.end());
  for (size_t i = 0; i < texts.size(); ++i)
    try {
      write(texts[i].get());
    } catch (...) {
      log(std::current_exception());
    }
}
seastar::future<> only_one(std::vector<seastar::future<std::string>> reads) {
  auto texts = co_await seastar::when_all(reads.begin(), reads.end());
  write(texts[0].get());
}
