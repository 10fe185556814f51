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

// SHA-256 of many texts, which lie one behind the other; `ends` tells where each ends. The digests
// come to lie behind each other too. Takes a fraction of the time of one after the other where the
// processor has no instructions for SHA-256.
void ccrypto_sha256_each(unsigned char *digests, const unsigned char *bytes, const size_t *ends,
                         size_t count);

// The same by the code for processors that have none, whatever this one has.
void ccrypto_sha256_side_by_side(unsigned char *digests, const unsigned char *bytes,
                                 const size_t *ends, size_t count);
