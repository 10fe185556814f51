#include "CCrypto.h"

int ccrypto_start(void) { return sodium_init() < 0; }
