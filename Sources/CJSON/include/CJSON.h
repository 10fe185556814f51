#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
int cjson_probe(const char *b, size_t n);
#ifdef __cplusplus
}
#endif
