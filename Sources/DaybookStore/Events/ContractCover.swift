internal import DaybookCore

/// When the contracts of accounts charge for usage, by the type of the events that count.
struct ContractCover {
    private let connection: Connection
    private let contracts: ContractRepository
    /// The type of the events that are counted for each product.
    private let types: [String: ExactText]
    private var known: [Int64: [ExactText: [Stretch]]] = [:]

    /// From a time to another, in microseconds since 1970.
    typealias Stretch = Range<Int64>

    private static let largestCache = 1 << 16

    /// - Parameter zones: the rules of a zone by its name, as contracts name them.
    init(_ connection: Connection, zones: @escaping (String) throws -> ZoneRules) throws {
        self.connection = connection
        contracts = ContractRepository(connection, zone: zones)
        var types: [String: ExactText] = [:]
        try connection.forEach(
            "SELECT products.key, event_type FROM products JOIN meters ON meters.key = meter"
        ) { types[$0.text(0)] = ExactText($0.text(1)) }
        self.types = types
    }

    /// When events of a type are charged for.
    mutating func stretches(of account: Int64, _ type: ExactText) throws -> [Stretch] {
        if let known = known[account] { return known[type] ?? [] }
        if known.count >= Self.largestCache { known.removeAll(keepingCapacity: true) }
        let found = try read(account)
        known[account] = found
        return found[type] ?? []
    }

    private func read(_ account: Int64) throws -> [ExactText: [Stretch]] {
        var found: [ExactText: [Stretch]] = [:]
        let id = try connection.first(
            "SELECT id FROM accounts WHERE row = ?",
            [.integer(account)]
        ) { try $0.id(0) }
        for record in try id.map(contracts.contracts) ?? [] where record.contract.signedAt != nil {
            for plan in record.contract.plans {
                for item in try plan.items() {
                    guard let type = item.item.product.flatMap({ types[$0] }) else { continue }
                    let end = item.span.to?.microseconds ?? .max
                    found[type, default: []].append(item.span.from.microseconds..<end)
                }
            }
        }
        return found
    }
}
