// SQLite, and the few calls of it that Swift cannot make: variadic ones, those that take
// SQLITE_TRANSIENT, a pointer that is none, and those that not every SQLite has.
#pragma once

// The header leaves these calls out unless one asks; whether the library has them shows later.
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

// To be called once, before anything else: no account of memory is kept, which would cost a lock
// for every piece of it.
int csqlite_configure(void);

// Refuses what a ledger never needs and a hostile file could misuse: writes to the schema by hand,
// functions of the schema with side effects, double-quoted strings, extensions.
int csqlite_harden(sqlite3 *database);

// Binds a copy of `length` bytes; a null `text` binds an empty one.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length);
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length);

// Answers a function with a copy of `length` bytes of text.
void csqlite_result_text(sqlite3_context *context, const char *text, sqlite3_uint64 length);

// Whether this SQLite can tell of each row before it changes: one that was built with
// SQLITE_ENABLE_PREUPDATE_HOOK.
int csqlite_can_watch(void);

// What is told of a row: SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE, schema, table, and its
// number before and after; tables without numbers have none.
typedef void (*csqlite_watcher)(void *context, sqlite3 *database, int operation,
                                const char *schema, const char *table, sqlite3_int64 before,
                                sqlite3_int64 after);

// From here on the watcher is called for each row; only where `csqlite_can_watch`.
void csqlite_watch(sqlite3 *database, csqlite_watcher watcher, void *context);

// A column of the row that the watcher is called for; valid until it returns, null when it has
// none.
sqlite3_value *csqlite_before(sqlite3 *database, int column);
sqlite3_value *csqlite_after(sqlite3 *database, int column);
