#pragma once

namespace unifex {
namespace _manual_event_loop {
class context {
public:
  void run();
  void stop();
};
} // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;
} // namespace unifex
