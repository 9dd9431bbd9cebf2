#include "retry.h"
#include <unistd.h>

void back_off(int attempt) { ::usleep(1000 * attempt); }
