#include "helper.h"

static int settled;
void settle() { ++settled; }
