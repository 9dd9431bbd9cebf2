#include "log.h"
#include <unistd.h>

static int noted;
static int descriptor = 3;
void flush_log() { ::fsync(descriptor); }
void note(int n) { noted += n; }
