package import DaybookCore

/// The currencies that a ledger uses, with the digits that its amounts are kept in.
package struct CurrencyRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// Makes a currency known. The same code with other digits is refused: amounts would shift.
    package func insert(_ currency: Currency) throws {
        try connection.run(
            "INSERT INTO currencies VALUES (?, ?) ON CONFLICT (code) DO NOTHING",
            [.text(currency.code), .integer(currency.minorUnitDigits)]
        )
        let stored = try connection.integer(
            "SELECT minor_unit_digits FROM currencies WHERE code = ?",
            [.text(currency.code)]
        )
        guard stored == currency.minorUnitDigits else {
            throw UnreadableValue(
                expected: "\(currency.code) with \(currency.minorUnitDigits) fraction digits",
                found: "\(stored) digits"
            )
        }
    }

    package func find(_ code: String) throws -> Currency? {
        try connection.first(
            "SELECT code, minor_unit_digits FROM currencies WHERE code = ?",
            [.text(code)]
        ) { try $0.currency(0) }
    }

    package func all() throws -> [Currency] {
        try connection.all("SELECT code, minor_unit_digits FROM currencies ORDER BY code") {
            try $0.currency(0)
        }
    }
}
