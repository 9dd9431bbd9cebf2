#pragma once
void wait_for_disk();
void wait_for_nothing();
inline void settle(bool really) {
  if (really)
    wait_for_disk();
}
inline void pass() { wait_for_nothing(); }
