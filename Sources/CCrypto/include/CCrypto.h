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
