// A function of another file that always gives the same tells nothing by it.
#include "peer.h"

task<void> serves(peer one) {
  co_await one.run();
  co_await one.send(1); // want: 'send' gives its error back as a value, which is dropped
}
