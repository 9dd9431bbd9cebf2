#include "sink.h"

void gives(int n) {
  ignore(request(n)); // want: 'request'
  keep(request(n));
}
