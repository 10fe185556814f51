internal import DaybookCore

/// Whom the rows of a ledger are about: read once, so that no query has to join it.
final class PostingDirectory {
    let known: PostingNames.Known
    /// The row of the customer that is asked for.
    let customer: Int64?
    /// The rows of the accounts, in the order of the parties.
    private let places: RowIndex
    /// The codes that have come, and what they stand for.
    private var codes = TextIndex()
    private var coded: [Currency] = []
    private let currencies: [String: Currency]
    /// The keys of products that have come, those of the catalogue first.
    private var products = TextIndex()
    /// The keys that only lines of invoices know, since they were last taken.
    private var learned: [String] = []

    init(_ connection: Connection, customer: RecordID?) throws {
        var parties: [PostingNames.Party] = []
        var places = RowIndex()
        var last: (row: Int64, customer: PostingNames.Customer)?
        try connection.forEach(
            """
            SELECT accounts.row, accounts.id, accounts.key, accounts.name, customers.row,
                customers.key, customers.name
            FROM customers JOIN accounts ON accounts.customer = customers.row
            ORDER BY customers.row, accounts.row
            """
        ) { row in
            let isFirst = row.integer(4) != last?.row
            let owner =
                isFirst
                ? PostingNames.Customer(key: row.text(5), name: row.text(6)) : last?.customer
            guard let owner else { preconditionFailure("every account has a customer") }
            last = (row.integer(4), owner)
            _ = places.number(of: row.integer(0))
            parties.append(
                PostingNames.Party(
                    id: try row.id(1),
                    key: row.text(2),
                    name: row.text(3),
                    customer: owner,
                    isFirst: isFirst
                )
            )
        }
        self.places = places
        let products = try connection.all("SELECT key, name FROM products ORDER BY row") { row in
            PostingNames.Product(key: row.text(0), name: row.text(1), isKnown: true)
        }
        for product in products { _ = self.products.number(of: product.key.utf8.span) }
        known = PostingNames.Known(parties: parties, products: products)
        let currencies = try connection.all("SELECT code, minor_unit_digits FROM currencies") {
            try $0.currency(0)
        }
        self.currencies = Dictionary(uniqueKeysWithValues: currencies.map { ($0.code, $0) })
        self.customer = try customer.map { id in
            try connection.integer("SELECT row FROM customers WHERE id = ?", [.id(id)])
        }
    }

    /// The account at a row of the ledger. Documents refer to accounts that are there.
    func party(_ row: Int64) throws -> PartyPlace {
        guard let place = places.known(row) else {
            throw UnreadableValue(expected: "a row of an account", found: "\(row)")
        }
        return PartyPlace(place)
    }

    /// The product whose key a column has. Texts that look the same are not the same product.
    func product(_ row: Row, _ column: Int) -> ProductPlace {
        let count = products.count
        let number = row.withText(column) { products.number(of: $0) }
        if number == count { learned.append(row.text(column)) }
        return ProductPlace(number)
    }

    func takeLearned() -> [String] {
        defer { learned.removeAll() }
        return learned
    }

    /// The currency whose code a column has. There are few, and many rows.
    func currency(_ row: Row, _ column: Int) throws -> Currency {
        let number = row.withText(column) { codes.number(of: $0) }
        if number == coded.count {
            let code = row.text(column)
            guard let currency = currencies[code] else {
                throw UnreadableValue(expected: "a currency of the ledger", found: code)
            }
            coded.append(currency)
        }
        return coded[number]
    }
}

extension PostingReader {
    func party(_ row: Row, _ column: Int) throws -> PartyPlace {
        try directory.party(row.integer(column))
    }

    /// An amount in the currency that another column names.
    func money(_ row: Row, _ column: Int, in currency: Int) throws -> Money {
        row.money(column, try directory.currency(row, currency))
    }
}
