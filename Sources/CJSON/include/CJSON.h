// JSON structure found by simdjson, as a flat list of tokens.
//
// One pass of simdjson (`cjson_index`) checks the UTF-8 and finds where values begin; a walk of
// our own (`cjson_read`) checks the grammar and writes tokens. Numbers stay text, a key that an
// object repeats is an error, and every error carries the offset of its first wrong byte.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum : uint8_t {
  CJSON_OBJECT = 1,
  CJSON_ARRAY,
  CJSON_STRING,
  CJSON_NUMBER,
  CJSON_TRUE,
  CJSON_FALSE,
  CJSON_NULL,
} cjson_kind;

// A value. An object's members follow it as key and value in turn, an array's elements likewise.
typedef struct {
  uint32_t start;   // first byte: of a string behind its quote, of a container its bracket
  uint32_t length;  // bytes of a string or number as written; of a container from [ to ]
  uint32_t next;    // index of the token behind this value and all that belongs to it
  uint32_t count;   // members or elements of a container; 1 for a string with escapes
  cjson_kind kind;
} cjson_token;

typedef enum : int32_t {
  CJSON_OK = 0,
  CJSON_EMPTY,
  CJSON_UNEXPECTED,
  CJSON_UNCLOSED_STRING,
  CJSON_CONTROL_CHARACTER,
  CJSON_INVALID_UTF8,
  CJSON_INVALID_ESCAPE,
  CJSON_INVALID_NUMBER,
  CJSON_DUPLICATE_KEY,
  CJSON_UNCLOSED_CONTAINER,
  CJSON_TOO_DEEP,
  CJSON_TRAILING,
  CJSON_TOO_LARGE,
  CJSON_NO_MEMORY,
} cjson_code;

// How a call ended. `offset` counts from the first indexed byte.
typedef struct {
  cjson_code code;
  size_t offset;
} cjson_result;

typedef struct cjson_reader cjson_reader;

// Owned by the caller until `cjson_reader_destroy`; null when there is no memory.
cjson_reader *cjson_reader_create(void);
void cjson_reader_destroy(cjson_reader *reader);

// Finds the structure of `bytes`, which may hold several values in a row.
cjson_result cjson_index(cjson_reader *reader, const uint8_t *bytes, size_t length);

// Reads the next value, which must lie alone between `from` and `to`; the values must be asked
// for in order. `bytes` are the indexed ones. The reader keeps its tokens until the next read.
cjson_result cjson_read(cjson_reader *reader, const uint8_t *bytes, size_t from, size_t to);

// How many tokens the value read last has, and one of them; a token of kind 0 beyond the last.
size_t cjson_count(const cjson_reader *reader);
cjson_token cjson_at(const cjson_reader *reader, size_t index);

// Looks for members of the object read last, all keys at once. Objects of a stream mostly have
// their keys in one order, so `places` remembers which key stood where in the object before.
// `texts` holds the keys one behind the other, `ends` where each ends. `found` gets the token of
// each key's value, or -1.
enum { CJSON_PLACES = 64 };
void cjson_find(const cjson_reader *reader, const uint8_t *bytes, const uint8_t *texts,
                const uint32_t *ends, size_t keyCount, uint16_t *places, int32_t *found);

// Writes the text of a string token without its escapes; `out` has room for `length` bytes.
size_t cjson_unescape(const uint8_t *text, size_t length, uint8_t *out);

#ifdef __cplusplus
}
#endif
