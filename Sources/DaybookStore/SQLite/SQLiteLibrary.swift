internal import CSQLite

/// The SQLite of this system.
package enum SQLiteLibrary {
    package static var version: String { unsafe String(cString: sqlite3_libversion()) }

    /// Whether it tells of each row before it changes. Without that nothing could be journalled, so
    /// that a ledger can then be read only.
    package static var tellsOfChanges: Bool { csqlite_can_watch() != 0 }

    /// Settings of the whole library, which are made before anything else is asked of it: the first
    /// connection has that done.
    package static let isConfigured = csqlite_configure() == SQLITE_OK

    /// The option that such a library is built with.
    package static var option: String { "SQLITE_ENABLE_PREUPDATE_HOOK" }
}
