#include "chain.h"

void first() { second(); }
