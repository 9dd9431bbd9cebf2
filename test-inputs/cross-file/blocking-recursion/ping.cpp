#include "tree.h"

void ping(int n) {
  if (n > 0)
    pong(n - 1);
}
void even(int n) {
  if (n > 0)
    odd(n - 1);
}
