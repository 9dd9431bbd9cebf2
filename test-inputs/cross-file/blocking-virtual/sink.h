#pragma once
struct sink {
  virtual ~sink() = default;
  virtual void send(int n);
};
