// SHA-256 of one text by the instructions that some processors have for it.
#include "Hashes.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

int has_sha256_instructions(void) {
  static _Atomic int known = 0;  // 1 no, 2 yes; two threads may both find out the same
  if (known) return known == 2;
  unsigned a, b, c, d;
  int found = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
  found = found && __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) && (c & bit_SSSE3);
  known = found ? 2 : 1;
  return found;
}

// FIPS 180-4, 6.2.2, with the state in the order that the instructions want: ABEF and CDGH.
__attribute__((target("sha,sse4.1,ssse3"))) static void compress(__m128i state[2],
                                                                 const unsigned char *bytes,
                                                                 size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i one = state[0], two = state[1];
  for (; blocks > 0; blocks--, bytes += 64) {
    const __m128i before_one = one, before_two = two;
    __m128i words[4];
    for (int index = 0; index < 4; index++) {
      __m128i word = _mm_loadu_si128((const __m128i *)(bytes + 16 * index));
      words[index] = _mm_shuffle_epi8(word, big_endian);
    }
#pragma clang loop unroll(full)
    for (int four = 0; four < 16; four++) {
      __m128i *now = &words[four & 3];
      const __m128i next = words[(four + 1) & 3], third = words[(four + 2) & 3];
      const __m128i last = words[(four + 3) & 3];
      const __m128i added = _mm_loadu_si128((const __m128i *)(sha256_rounds + 4 * four));
      const __m128i sum = _mm_add_epi32(*now, added);
      two = _mm_sha256rnds2_epu32(two, one, sum);
      one = _mm_sha256rnds2_epu32(one, two, _mm_shuffle_epi32(sum, 0x0e));
      if (four < 12) {
        __m128i mixed = _mm_sha256msg1_epu32(*now, next);
        mixed = _mm_add_epi32(mixed, _mm_alignr_epi8(last, third, 4));
        *now = _mm_sha256msg2_epu32(mixed, last);
      }
    }
    one = _mm_add_epi32(one, before_one);
    two = _mm_add_epi32(two, before_two);
  }
  state[0] = one;
  state[1] = two;
}

__attribute__((target("sha,sse4.1,ssse3"))) void sha256_by_instructions(
    unsigned char *digest, const unsigned char *bytes, size_t count) {
  // A, B, E, F and C, D, G, H of FIPS 180-4, 5.3.3, the last one first.
  __m128i state[2] = {
      _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
      _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19),
  };
  compress(state, bytes, count / 64);
  unsigned char end[128] = {0};
  size_t rest = count % 64;
  if (rest > 0) memcpy(end, bytes + (count - rest), rest);
  end[rest] = 0x80;
  size_t blocks = rest < 56 ? 1 : 2;
  const uint64_t bits = __builtin_bswap64((uint64_t)count * 8);
  memcpy(end + 64 * blocks - 8, &bits, 8);
  compress(state, end, blocks);
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i abef = _mm_shuffle_epi32(state[0], 0x1b), cdgh = _mm_shuffle_epi32(state[1], 0x1b);
  const __m128i first = _mm_unpacklo_epi64(abef, cdgh), second = _mm_unpackhi_epi64(abef, cdgh);
  _mm_storeu_si128((__m128i *)digest, _mm_shuffle_epi8(first, big_endian));
  _mm_storeu_si128((__m128i *)(digest + 16), _mm_shuffle_epi8(second, big_endian));
}

#else

int has_sha256_instructions(void) { return 0; }

void sha256_by_instructions(unsigned char *digest, const unsigned char *bytes, size_t count) {
  (void)digest, (void)bytes, (void)count;
}

#endif
