// What the two ways of hashing have between them: only the files of this folder see it.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The constants of FIPS 180-4, 4.2.2.
extern const uint32_t sha256_rounds[64];

// Whether the processor has instructions for SHA-256; without them the other functions that need
// them must not be called.
int has_sha256_instructions(void);
void sha256_by_instructions(unsigned char *digest, const unsigned char *bytes, size_t count);
