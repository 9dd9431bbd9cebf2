// What begins and ends is told in participles.
#include "task.h"

task<> work(int id);
struct observer {
  void childStarted(int id);
  void childTerminated(int id);
  void view_paused();
  void view_resumed();
  void door_locked();
  void door_unlocked();
  void scopeEntered();
  void scopeLeft();
  void updateBegun();
  void updateFinished();
  void rowSelected(int id);
  void rowChanged(int id);
  void listOpened();
  void itemClosed();
};

struct service {
  observer *watcher;
  task<> child(int id) {
    watcher->childStarted(id);
    co_await work(id);
    watcher->childTerminated(id); // want: 'childTerminated' is skipped when the await before it throws
  }
  task<> view() {
    watcher->view_paused();
    co_await work(1);
    watcher->view_resumed(); // want: 'view_resumed' is skipped
  }
  task<> door() {
    watcher->door_locked();
    co_await work(1);
    watcher->door_unlocked(); // want: 'door_unlocked' is skipped
  }
  task<> scope() {
    watcher->scopeEntered();
    co_await work(1);
    watcher->scopeLeft(); // want: 'scopeLeft' is skipped
  }
  task<> update() {
    watcher->updateBegun();
    co_await work(1);
    watcher->updateFinished(); // want: 'updateFinished' is skipped
  }
  // No pair, or not of one thing.
  task<> others(int id) {
    watcher->rowSelected(id);
    watcher->listOpened();
    co_await work(id);
    watcher->rowChanged(id);
    watcher->itemClosed();
  }
  task<> handled(int id) {
    watcher->childStarted(id);
    try {
      co_await work(id);
    } catch (...) {
      watcher->childTerminated(id);
      throw;
    }
    watcher->childTerminated(id);
  }
};
