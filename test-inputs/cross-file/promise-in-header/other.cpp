#include "runner.h"

runner run(int n);
void starts() { run(1); }
