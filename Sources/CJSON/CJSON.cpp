#include "CJSON.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <simdjson.h>

namespace {

constexpr size_t deepest = 512;

// Keys of one object up to this many are compared one by one, more are sorted.
constexpr size_t fewKeys = 24;

struct Key {
  uint64_t hash;        // stands in `hashes` too, where a search touches less memory
  uint32_t offset;  // of the key in the text, to report it
  uint32_t length;
  const uint8_t *text;  // in the input, or null
  size_t unescaped;     // or its offset in the arena
};

struct Frame {
  uint32_t token;
  uint32_t firstKey;
};

bool isBlank(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool isDigit(uint8_t byte) { return uint8_t(byte - '0') <= 9; }

// Up to seven bytes as a number, in loads of fixed size: a copy of variable size stalls.
uint64_t tailOf(const uint8_t *text, size_t length) {
  if (length >= 4) {
    uint32_t first, last;
    memcpy(&first, text, 4);
    memcpy(&last, text + length - 4, 4);
    return uint64_t(first) << 32 | last;
  }
  if (length == 0) return 0;
  return uint64_t(text[0]) << 16 | uint64_t(text[length / 2]) << 8 | text[length - 1];
}

uint64_t hashOf(const uint8_t *text, size_t length) {
  uint64_t hash = length * 0x9E3779B97F4A7C15ull;
  while (length >= 8) {
    uint64_t block;
    memcpy(&block, text, 8);
    hash = (hash ^ block) * 0xBF58476D1CE4E5B9ull;
    hash ^= hash >> 29;
    text += 8;
    length -= 8;
  }
  hash = (hash ^ tailOf(text, length)) * 0x94D049BB133111EBull;
  return hash ^ (hash >> 31);
}

int hexValue(uint8_t byte) {
  if (isDigit(byte)) return byte - '0';
  byte |= 0x20;
  return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

// Four hexadecimal digits, or -1.
int32_t hexQuad(const uint8_t *text, size_t left) {
  if (left < 4) return -1;
  int32_t value = 0;
  for (int index = 0; index < 4; index++) {
    int digit = hexValue(text[index]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The length of an escape sequence that begins at `text`, and its code point; 0 if it is wrong.
size_t escapeLength(const uint8_t *text, size_t left, uint32_t &scalar) {
  if (left < 2) return 0;
  switch (text[1]) {
    case '"': case '\\': case '/': scalar = text[1]; return 2;
    case 'b': scalar = '\b'; return 2;
    case 'f': scalar = '\f'; return 2;
    case 'n': scalar = '\n'; return 2;
    case 'r': scalar = '\r'; return 2;
    case 't': scalar = '\t'; return 2;
    case 'u': break;
    default: return 0;
  }
  int32_t unit = hexQuad(text + 2, left - 2);
  if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return 0;
  if (unit < 0xD800 || unit > 0xDBFF) {
    scalar = uint32_t(unit);
    return 6;
  }
  if (left < 12 || text[6] != '\\' || text[7] != 'u') return 0;
  int32_t second = hexQuad(text + 8, left - 8);
  if (second < 0xDC00 || second > 0xDFFF) return 0;
  scalar = 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(second - 0xDC00);
  return 12;
}

size_t writeUTF8(uint32_t scalar, uint8_t *out) {
  if (scalar < 0x80) {
    out[0] = uint8_t(scalar);
    return 1;
  }
  if (scalar < 0x800) {
    out[0] = uint8_t(0xC0 | scalar >> 6);
    out[1] = uint8_t(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    out[0] = uint8_t(0xE0 | scalar >> 12);
    out[1] = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    out[2] = uint8_t(0x80 | (scalar & 0x3F));
    return 3;
  }
  out[0] = uint8_t(0xF0 | scalar >> 18);
  out[1] = uint8_t(0x80 | (scalar >> 12 & 0x3F));
  out[2] = uint8_t(0x80 | (scalar >> 6 & 0x3F));
  out[3] = uint8_t(0x80 | (scalar & 0x3F));
  return 4;
}

// The length of the well-formed UTF-8 sequence at `text`, or 0.
size_t utf8Length(const uint8_t *text, size_t left) {
  uint8_t first = text[0];
  if (first < 0x80) return 1;
  size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || length > left) return 0;
  for (size_t index = 1; index < length; index++) {
    if ((text[index] & 0xC0) != 0x80) return 0;
  }
  if (first == 0xE0 && text[1] < 0xA0) return 0;
  if (first == 0xED && text[1] > 0x9F) return 0;
  if (first == 0xF0 && text[1] < 0x90) return 0;
  if (first == 0xF4 && text[1] > 0x8F) return 0;
  return length;
}

// simdjson says that something is wrong, not where: this slow walk finds the place.
cjson_result locateError(const uint8_t *bytes, size_t length) {
  bool isInString = false;
  size_t stringStart = 0;
  for (size_t at = 0; at < length;) {
    size_t step = utf8Length(bytes + at, length - at);
    if (step == 0) return {CJSON_INVALID_UTF8, at};
    if (bytes[at] == '"') {
      isInString = !isInString;
      stringStart = at;
    } else if (isInString && bytes[at] < 0x20) {
      return {CJSON_CONTROL_CHARACTER, at};
    } else if (isInString && bytes[at] == '\\' && at + 1 < length && bytes[at + 1] < 0x80) {
      if (bytes[at + 1] < 0x20) return {CJSON_CONTROL_CHARACTER, at + 1};
      step = 2;
    }
    at += step;
  }
  if (isInString) return {CJSON_UNCLOSED_STRING, stringStart};
  return {CJSON_UNEXPECTED, 0};
}

// The offset behind a number that begins at `at`, or of its first wrong byte.
cjson_result scanNumber(const uint8_t *bytes, size_t at, size_t end) {
  if (bytes[at] == '-') at++;
  if (at >= end || !isDigit(bytes[at])) return {CJSON_INVALID_NUMBER, at};
  if (bytes[at] == '0') {
    at++;
  } else {
    while (at < end && isDigit(bytes[at])) at++;
  }
  if (at < end && bytes[at] == '.') {
    at++;
    if (at >= end || !isDigit(bytes[at])) return {CJSON_INVALID_NUMBER, at};
    while (at < end && isDigit(bytes[at])) at++;
  }
  if (at < end && (bytes[at] | 0x20) == 'e') {
    at++;
    if (at < end && (bytes[at] == '+' || bytes[at] == '-')) at++;
    if (at >= end || !isDigit(bytes[at])) return {CJSON_INVALID_NUMBER, at};
    while (at < end && isDigit(bytes[at])) at++;
  }
  return {CJSON_OK, at};
}

}  // namespace

struct cjson_reader {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> finder;
  std::vector<cjson_token> tokens;
  size_t count = 0;
  std::vector<Frame> frames;
  std::vector<Key> keys;
  std::vector<uint64_t> hashes;
  std::string arena;
  size_t cursor = 0;
  bool hasBackslash = false;
};

namespace {

// One walk over the structure of one value.
struct Walk {
  cjson_reader &reader;
  const uint8_t *bytes;
  size_t end;
  const uint32_t *starts = reader.finder->structural_indexes.get();
  const size_t startCount = reader.finder->n_structural_indexes;
  cjson_token *const tokens = reader.tokens.data();
  size_t cursor = reader.cursor;
  size_t count = 0;

  bool isAtEnd() const { return cursor >= startCount || starts[cursor] >= end; }
  size_t position() const { return isAtEnd() ? end : starts[cursor]; }

  // Behind the last byte of the token at the cursor: the next token begins there or later.
  size_t limit() const {
    size_t at = cursor + 1 < startCount ? starts[cursor + 1] : end;
    return at < end ? at : end;
  }

  cjson_token &add(cjson_kind kind, size_t start, size_t length) {
    cjson_token &token = tokens[count++];
    token = {uint32_t(start), uint32_t(length), uint32_t(count), 0, kind};
    return token;
  }

  cjson_result string() {
    size_t start = position() + 1;
    size_t close = limit();
    // Only blanks can stand between the closing quote and the next token.
    while (close > start && isBlank(bytes[close - 1])) close--;
    if (close <= start || bytes[close - 1] != '"') return {CJSON_UNEXPECTED, start - 1};
    size_t length = close - 1 - start;
    cjson_token &token = add(CJSON_STRING, start, length);
    cursor++;
    if (!reader.hasBackslash) return {CJSON_OK, 0};
    const uint8_t *text = bytes + start;
    const uint8_t *found = (const uint8_t *)memchr(text, '\\', length);
    while (found) {
      uint32_t scalar;
      size_t left = length - size_t(found - text);
      size_t step = escapeLength(found, left, scalar);
      if (step == 0) return {CJSON_INVALID_ESCAPE, size_t(found - bytes)};
      token.count = 1;
      found = (const uint8_t *)memchr(found + step, '\\', left - step);
    }
    return {CJSON_OK, 0};
  }

  cjson_result scalar() {
    size_t start = position();
    size_t stop = limit();
    while (stop > start && isBlank(bytes[stop - 1])) stop--;
    size_t length = stop - start;
    const uint8_t *text = bytes + start;
    if (isDigit(text[0]) || text[0] == '-') {
      cjson_result result = scanNumber(bytes, start, stop);
      if (result.code != CJSON_OK) return result;
      if (result.offset != stop) return {CJSON_INVALID_NUMBER, result.offset};
      add(CJSON_NUMBER, start, length);
    } else if (length == 4 && memcmp(text, "true", 4) == 0) {
      add(CJSON_TRUE, start, length);
    } else if (length == 5 && memcmp(text, "false", 5) == 0) {
      add(CJSON_FALSE, start, length);
    } else if (length == 4 && memcmp(text, "null", 4) == 0) {
      add(CJSON_NULL, start, length);
    } else {
      return {CJSON_UNEXPECTED, start};
    }
    cursor++;
    return {CJSON_OK, 0};
  }

  const uint8_t *textOf(const Key &key) const {
    return key.text ? key.text : (const uint8_t *)reader.arena.data() + key.unescaped;
  }

  bool areEqual(const Key &one, const Key &other) const {
    return one.hash == other.hash && one.length == other.length &&
           memcmp(textOf(one), textOf(other), one.length) == 0;
  }

  cjson_result key() {
    if (isAtEnd()) return {CJSON_UNCLOSED_CONTAINER, end};
    if (bytes[position()] != '"') return {CJSON_UNEXPECTED, position()};
    cjson_result result = string();
    if (result.code != CJSON_OK) return result;
    const cjson_token &token = tokens[count - 1];
    Key key = {0, token.start, token.length, bytes + token.start, 0};
    if (token.count) {
      key.unescaped = reader.arena.size();
      reader.arena.resize(key.unescaped + token.length);
      uint8_t *out = (uint8_t *)reader.arena.data() + key.unescaped;
      key.length = uint32_t(cjson_unescape(key.text, token.length, out));
      key.text = nullptr;
    }
    key.hash = hashOf(textOf(key), key.length);
    size_t first = reader.frames.back().firstKey;
    if (reader.keys.size() - first < fewKeys) {
      const uint64_t *hashes = reader.hashes.data();
      for (size_t index = first, last = reader.hashes.size(); index < last; index++) {
        if (hashes[index] != key.hash || !areEqual(reader.keys[index], key)) continue;
        return {CJSON_DUPLICATE_KEY, size_t(key.offset - 1)};
      }
    }
    reader.keys.push_back(key);
    reader.hashes.push_back(key.hash);
    if (isAtEnd()) return {CJSON_UNCLOSED_CONTAINER, end};
    if (bytes[position()] != ':') return {CJSON_UNEXPECTED, position()};
    cursor++;
    return {CJSON_OK, 0};
  }

  // Many keys are compared once, when their object ends: sorted, equal ones stand side by side.
  cjson_result closeObject() {
    auto first = reader.keys.begin() + reader.frames.back().firstKey;
    size_t found = SIZE_MAX;
    if (size_t(reader.keys.end() - first) > fewKeys) {
      std::sort(first, reader.keys.end(), [this](const Key &one, const Key &other) {
        if (one.hash != other.hash) return one.hash < other.hash;
        if (one.length != other.length) return one.length < other.length;
        int order = memcmp(textOf(one), textOf(other), one.length);
        return order != 0 ? order < 0 : one.offset < other.offset;
      });
      for (auto key = first; key + 1 != reader.keys.end(); key++) {
        if (areEqual(key[0], key[1])) found = std::min(found, size_t(key[1].offset) - 1);
      }
    }
    reader.hashes.resize(reader.frames.back().firstKey);
    reader.keys.resize(reader.frames.back().firstKey);
    if (found != SIZE_MAX) return {CJSON_DUPLICATE_KEY, found};
    return {CJSON_OK, 0};
  }

  // Begins the value at the cursor; containers go onto the stack.
  cjson_result begin() {
    if (isAtEnd()) return {reader.frames.empty() ? CJSON_EMPTY : CJSON_UNCLOSED_CONTAINER, end};
    size_t at = position();
    switch (bytes[at]) {
      case '"': return string();
      case '{': case '[': {
        if (reader.frames.size() >= deepest) return {CJSON_TOO_DEEP, at};
        reader.frames.push_back({uint32_t(count), uint32_t(reader.keys.size())});
        add(bytes[at] == '{' ? CJSON_OBJECT : CJSON_ARRAY, at, 0);
        cursor++;
        return {CJSON_OK, 0};
      }
      default: return scalar();
    }
  }

  // Ends the innermost container if its bracket stands at the cursor.
  bool endsHere(cjson_kind kind) const {
    return bytes[position()] == (kind == CJSON_OBJECT ? '}' : ']');
  }

  cjson_result end_container() {
    cjson_token &token = tokens[reader.frames.back().token];
    token.length = uint32_t(position() + 1 - token.start);
    token.next = uint32_t(count);
    cursor++;
    cjson_result result = {CJSON_OK, 0};
    if (token.kind == CJSON_OBJECT) result = closeObject();
    reader.frames.pop_back();
    return result;
  }

  cjson_result step() {
    cjson_token &container = tokens[reader.frames.back().token];
    if (isAtEnd()) return {CJSON_UNCLOSED_CONTAINER, end};
    bool ends = endsHere(container.kind);
    if (ends) return end_container();
    if (container.count > 0) {
      if (bytes[position()] != ',') return {CJSON_UNEXPECTED, position()};
      cursor++;
    }
    container.count++;
    if (container.kind == CJSON_OBJECT) {
      cjson_result result = key();
      if (result.code != CJSON_OK) return result;
    }
    return begin();
  }

  cjson_result run() {
    reader.frames.clear();
    reader.keys.clear();
    reader.hashes.clear();
    reader.arena.clear();
    cjson_result result = begin();
    while (result.code == CJSON_OK && !reader.frames.empty()) result = step();
    if (result.code != CJSON_OK) return result;
    if (!isAtEnd()) return {CJSON_TRAILING, position()};
    return result;
  }
};

}  // namespace

extern "C" {

cjson_reader *cjson_reader_create(void) { return new (std::nothrow) cjson_reader; }

void cjson_reader_destroy(cjson_reader *reader) { delete reader; }

cjson_result cjson_index(cjson_reader *reader, const uint8_t *bytes, size_t length) {
  reader->cursor = 0;
  if (length >= UINT32_MAX / 2) return {CJSON_TOO_LARGE, 0};
  simdjson::error_code code = simdjson::SUCCESS;
  if (!reader->finder) {
    size_t capacity = std::max(length, size_t(4096));
    code = simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, deepest, reader->finder);
  } else if (reader->finder->capacity() < length) {
    code = reader->finder->set_capacity(std::max(length, reader->finder->capacity() * 2));
  }
  if (code != simdjson::SUCCESS) {
    reader->finder.reset();
    return {CJSON_NO_MEMORY, 0};
  }
  reader->finder->n_structural_indexes = 0;
  reader->hasBackslash = length > 0 && memchr(bytes, '\\', length) != nullptr;
  code = reader->finder->stage1(bytes, length, simdjson::stage1_mode::regular);
  if (code == simdjson::EMPTY) {
    reader->finder->n_structural_indexes = 0;
    return {CJSON_OK, 0};
  }
  if (code != simdjson::SUCCESS) {
    reader->finder->n_structural_indexes = 0;
    return locateError(bytes, length);
  }
  return {CJSON_OK, 0};
}

size_t cjson_count(const cjson_reader *reader) { return reader->count; }

cjson_token cjson_at(const cjson_reader *reader, size_t index) {
  return index < reader->count ? reader->tokens[index] : cjson_token{};
}

cjson_result cjson_read(cjson_reader *reader, const uint8_t *bytes, size_t from, size_t to) {
  reader->count = 0;
  if (!reader->finder) return {CJSON_EMPTY, from};
  // What an earlier, faulty value left unread is passed over.
  const uint32_t *starts = reader->finder->structural_indexes.get();
  while (reader->cursor < reader->finder->n_structural_indexes && starts[reader->cursor] < from) {
    reader->cursor++;
  }
  try {
    if (reader->tokens.size() < reader->finder->n_structural_indexes + 1u) {
      reader->tokens.resize(reader->finder->n_structural_indexes + 1u);
    }
    Walk walk = {*reader, bytes, to};
    cjson_result result = walk.run();
    reader->cursor = walk.cursor;
    reader->count = result.code == CJSON_OK ? walk.count : 0;
    return result;
  } catch (const std::bad_alloc &) {
    return {CJSON_NO_MEMORY, from};
  }
}

void cjson_find(const cjson_reader *reader, const uint8_t *bytes, const uint8_t *texts,
                const uint32_t *ends, size_t keyCount, uint16_t *places, int32_t *found) {
  for (size_t key = 0; key < keyCount; key++) found[key] = -1;
  if (reader->count == 0 || reader->tokens[0].kind != CJSON_OBJECT) return;
  std::string unescaped;
  size_t place = 0;
  for (uint32_t at = 1; at < reader->tokens[0].next; at = reader->tokens[at + 1].next, place++) {
    const cjson_token &token = reader->tokens[at];
    const uint8_t *text = bytes + token.start;
    size_t length = token.length;
    if (token.count) {
      unescaped.resize(length);
      length = cjson_unescape(text, length, (uint8_t *)unescaped.data());
      text = (const uint8_t *)unescaped.data();
    }
    auto isKey = [&](size_t key) {
      size_t start = key == 0 ? 0 : ends[key - 1];
      return ends[key] - start == length && memcmp(texts + start, text, length) == 0;
    };
    size_t key = place < CJSON_PLACES ? places[place] : keyCount;
    if (key >= keyCount || !isKey(key)) {
      key = 0;
      while (key < keyCount && !isKey(key)) key++;
    }
    if (key == keyCount) continue;
    found[key] = int32_t(at + 1);
    if (place < CJSON_PLACES) places[place] = uint16_t(key);
  }
}

size_t cjson_unescape(const uint8_t *text, size_t length, uint8_t *out) {
  uint8_t *start = out;
  const uint8_t *stop = text + length;
  while (text < stop) {
    const uint8_t *found = (const uint8_t *)memchr(text, '\\', size_t(stop - text));
    size_t plain = size_t((found ? found : stop) - text);
    memcpy(out, text, plain);
    out += plain;
    text += plain;
    if (!found) break;
    uint32_t scalar = 0xFFFD;
    size_t step = escapeLength(text, size_t(stop - text), scalar);
    out += writeUTF8(scalar, out);
    // The reader has refused wrong escapes; were one to come here, it is passed over.
    text += step == 0 ? 1 : step;
  }
  return size_t(out - start);
}

}  // extern "C"
