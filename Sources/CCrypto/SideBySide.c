// SHA-256 of several texts at once: what FIPS 180-4, 6.2.2 does with one word is done with one of
// each text.
#include "CCrypto.h"
#include "Hashes.h"

#include <string.h>

enum { lanes = 8, block = 64 };

typedef uint32_t words __attribute__((vector_size(4 * lanes)));

#if defined(__x86_64__)
// The compiler writes the function once for each of these, and the best is taken when the program
// starts.
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512vl", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#define ROTATED(word, by) ((word) >> (by) | (word) << (32 - (by)))

// The next block of each text.
FOR_EACH_PROCESSOR
static void compress(words state[8], const unsigned char *const texts[lanes]) {
  union {
    words words[16];
    uint32_t each[16][lanes];
  } message;
  for (int lane = 0; lane < lanes; lane++) {
    for (int index = 0; index < 16; index++) {
      const unsigned char *bytes = texts[lane] + 4 * index;
      message.each[index][lane] = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
                                  (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
    }
  }
  words a = state[0], b = state[1], c = state[2], d = state[3];
  words e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll_count(16)
  for (int round = 0; round < 64; round++) {
    words *now = &message.words[round & 15];
    if (round >= 16) {
      const words first = message.words[(round + 1) & 15], last = message.words[(round + 14) & 15];
      *now += (ROTATED(first, 7) ^ ROTATED(first, 18) ^ first >> 3) +
              (ROTATED(last, 17) ^ ROTATED(last, 19) ^ last >> 10) +
              message.words[(round + 9) & 15];
    }
    const words one = h + (ROTATED(e, 6) ^ ROTATED(e, 11) ^ ROTATED(e, 25)) +
                      (g ^ (e & (f ^ g))) + sha256_rounds[round] + *now;
    const words two = (ROTATED(a, 2) ^ ROTATED(a, 13) ^ ROTATED(a, 22)) +
                      ((a & b) | (c & (a | b)));
    h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

// What a lane has still to take of a text.
struct text {
  const unsigned char *next;
  size_t whole;                  // blocks that lie where the text does
  unsigned char end[2 * block];  // its rest, the mark behind it and its length
  size_t ends;                   // blocks of these that are still to come: the second, or both
  unsigned char *digest;
};

static void begin(struct text *text, const unsigned char *bytes, size_t count,
                  unsigned char *digest) {
  const size_t rest = count % block;
  text->next = bytes;
  text->whole = count / block;
  text->ends = rest < block - 8 ? 1 : 2;
  text->digest = digest;
  unsigned char *end = text->end + (2 - text->ends) * block;
  memset(text->end, 0, sizeof text->end);
  if (rest > 0) memcpy(end, bytes + (count - rest), rest);
  end[rest] = 0x80;
  for (int byte = 0; byte < 8; byte++) {
    text->end[2 * block - 1 - byte] = (unsigned char)((uint64_t)count * 8 >> 8 * byte);
  }
}

static const unsigned char *take(struct text *text) {
  if (text->whole == 0) return text->end + (2 - text->ends--) * block;
  text->whole--;
  text->next += block;
  return text->next - block;
}

void ccrypto_sha256_side_by_side(unsigned char *digests, const unsigned char *bytes,
                                 const size_t *ends, size_t count) {
  static const uint32_t beginning[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  static const unsigned char nothing[block] = {0};
  struct text texts[lanes];
  words state[8] = {0};
  size_t begun = 0, busy = 0;
  for (int lane = 0; lane < lanes; lane++) texts[lane].digest = NULL;
  do {
    const unsigned char *blocks[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      struct text *text = &texts[lane];
      if (!text->digest && begun < count) {
        const size_t start = begun == 0 ? 0 : ends[begun - 1];
        begin(text, bytes + start, ends[begun] - start, digests + 32 * begun);
        for (int index = 0; index < 8; index++) state[index][lane] = beginning[index];
        begun++, busy++;
      }
      blocks[lane] = text->digest ? take(text) : nothing;
    }
    compress(state, blocks);
    for (int lane = 0; lane < lanes; lane++) {
      struct text *text = &texts[lane];
      if (!text->digest || text->whole > 0 || text->ends > 0) continue;
      for (int byte = 0; byte < 32; byte++) {
        text->digest[byte] = (unsigned char)(state[byte / 4][lane] >> 8 * (3 - byte % 4));
      }
      text->digest = NULL;
      busy--;
    }
  } while (busy > 0 || begun < count);
}
