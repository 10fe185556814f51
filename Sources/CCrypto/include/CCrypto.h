// Hashes, signatures and chance of libsodium: one choice for each, and none to get wrong.
#pragma once

#include <sodium/core.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

// Must have been called before anything that needs chance. May be called again, from any thread.
// Not zero when the system gives no chance.
int ccrypto_start(void);

// SHA-256 into 32 bytes. libsodium's is portable; where the processor has instructions for it,
// these are used, because they are several times as fast and a journal is long.
void ccrypto_sha256(unsigned char *digest, const unsigned char *bytes, size_t count);
