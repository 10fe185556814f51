// SQLite, and the few calls of it that Swift cannot make: variadic ones, and those that take
// SQLITE_TRANSIENT, a pointer that is none.
#pragma once

#include <sqlite3.h>

// Refuses what a ledger never needs and a hostile file could misuse: writes to the schema by hand,
// functions of the schema with side effects, double-quoted strings, extensions.
int csqlite_harden(sqlite3 *database);

// Binds a copy of `length` bytes; a null `text` binds an empty one.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length);
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length);

// Answers a function with a copy of `length` bytes of text.
void csqlite_result_text(sqlite3_context *context, const char *text, sqlite3_uint64 length);

// Copies a whole database, as its last commit left it, into a new file.
int csqlite_copy(sqlite3 *source, sqlite3 *target);
