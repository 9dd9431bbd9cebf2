#pragma once
struct store {
  virtual ~store() = default;
  virtual void save(int n) = 0;
  virtual void load(int n) = 0;
  virtual void drop(int n) = 0;
  virtual void sync(int n);
};
struct remote_store : store {
  void save(int n) override;
  void load(int n) override;
  void drop(int) override {}
  void sync(int n) override;
};
void settle();
