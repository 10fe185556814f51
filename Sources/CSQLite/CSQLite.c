#include "CSQLite.h"

// A library without these calls is still loaded: they are then null, and it is said what it lacks.
#pragma weak sqlite3_preupdate_hook
#pragma weak sqlite3_preupdate_old
#pragma weak sqlite3_preupdate_new

int csqlite_configure(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int csqlite_harden(sqlite3 *database) {
  const int settings[][2] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
  };
  for (unsigned index = 0; index < sizeof settings / sizeof settings[0]; index++) {
    int code = sqlite3_db_config(database, settings[index][0], settings[index][1], (int *)0);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, text ? text : "", length, SQLITE_TRANSIENT,
                             SQLITE_UTF8);
}

int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                      sqlite3_uint64 length) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", length, SQLITE_TRANSIENT);
}

void csqlite_result_text(sqlite3_context *context, const char *text, sqlite3_uint64 length) {
  sqlite3_result_text64(context, text ? text : "", length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int csqlite_can_watch(void) {
  return sqlite3_preupdate_hook && sqlite3_preupdate_old && sqlite3_preupdate_new;
}

void csqlite_watch(sqlite3 *database, csqlite_watcher watcher, void *context) {
  sqlite3_preupdate_hook(database, watcher, context);
}

sqlite3_value *csqlite_before(sqlite3 *database, int column) {
  sqlite3_value *value = 0;
  return sqlite3_preupdate_old(database, column, &value) == SQLITE_OK ? value : 0;
}

sqlite3_value *csqlite_after(sqlite3 *database, int column) {
  sqlite3_value *value = 0;
  return sqlite3_preupdate_new(database, column, &value) == SQLITE_OK ? value : 0;
}
