/// How many records of each kind a ledger holds.
package struct LedgerCounts: Hashable, Sendable {
    package let customers: Int
    package let accounts: Int
    package let invoices: Int

    package init(_ connection: Connection) throws {
        customers = Int(try connection.integer("SELECT count(*) FROM customers"))
        accounts = Int(try connection.integer("SELECT count(*) FROM accounts"))
        invoices = Int(try connection.integer("SELECT count(*) FROM invoices"))
    }
}
