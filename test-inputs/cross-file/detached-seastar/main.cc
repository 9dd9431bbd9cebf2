#include "work.hh"

void starts() {
  (void)flush_quietly();
  (void)flush(); // want: nobody waits for 'flush'
}
