#include "CJSON.h"
#include <simdjson.h>
int cjson_probe(const char *b, size_t n) {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> impl;
  auto e = simdjson::get_active_implementation()->create_dom_parser_implementation(n < 1024 ? 1024 : n, 64, impl);
  if (e) return -(int)e;
  e = impl->stage1((const uint8_t*)b, n, simdjson::stage1_mode::regular);
  if (e) return -(int)e;
  return (int)impl->n_structural_indexes;
}
