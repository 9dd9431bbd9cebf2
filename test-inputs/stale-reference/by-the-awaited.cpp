// What is awaited changes the container itself.
#include "task.h"
#include <map>
#include <string>
#include <vector>

task<> write(const std::string &);
struct peer {
  std::string name;
  task<> send(const std::string &);
};

class room {
  std::map<int, peer> peers_;
  std::vector<peer> waiting_;
  std::vector<int> ids_;

  task<> drop(int id) {
    co_await write("bye");
    peers_.erase(id);
  }
  task<> drop_all() {
    co_await write("all");
    waiting_.clear();
  }
  task<> greet(int id) { co_await write("hello"); }

public:
  task<> kick(int id) {
    peer &who = peers_.at(id);
    co_await drop(id);
    co_await who.send("kicked"); // want:
  }
  task<> kick_all() {
    for (auto &who : waiting_) { // want:
      co_await who.send("kicked");
      co_await drop_all();
    }
  }
  task<> welcome(int id) {
    peer &who = peers_.at(id);
    co_await greet(id);
    co_await who.send("welcome"); // want-low: 'drop' changes 'peers_'
  }
};
