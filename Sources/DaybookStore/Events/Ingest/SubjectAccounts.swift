internal import DaybookCore

/// Which account a subject means at which time: by its aliases, each for its time, else by the
/// account's key or id.
struct SubjectAccounts {
    private let connection: Connection
    private let zone: ZoneRules
    private var known: [ExactText: [Claim]] = [:]

    /// An account's claim to a name, in microseconds since 1970.
    private struct Claim {
        let account: Int64
        let from: Int64
        let to: Int64
    }

    private static let largestCache = 1 << 16

    /// - Parameter zone: whose days the dates of aliases are.
    init(_ connection: Connection, zone: ZoneRules) {
        self.connection = connection
        self.zone = zone
    }

    mutating func account(of subject: String, at time: Int64) throws -> Int64? {
        try claims(of: subject).first { $0.from <= time && time < $0.to }?.account
    }

    /// The account that a subject means at any time at all.
    mutating func lastingAccount(of subject: String) throws -> Int64? {
        let first = try claims(of: subject).first
        return first.flatMap { $0.from == .min && $0.to == .max ? $0.account : nil }
    }

    private mutating func claims(of subject: String) throws -> [Claim] {
        let exact = ExactText(subject)
        if let claims = known[exact] { return claims }
        if known.count >= Self.largestCache { known.removeAll(keepingCapacity: true) }
        var claims = try connection.all(
            "SELECT account, valid_from, valid_to FROM aliases WHERE name = ?",
            [.text(subject)]
        ) { row in
            Claim(
                account: row.integer(0),
                from: try start(of: row.date(1)),
                to: try row.optionalDate(2).map { try start(of: $0) } ?? .max
            )
        }
        claims += try connection.all(
            "SELECT row FROM accounts WHERE key = ?1 OR id = ?1",
            [.text(subject)]
        ) { Claim(account: $0.integer(0), from: .min, to: .max) }
        known[exact] = claims
        return claims
    }

    private func start(of date: CivilDate) throws -> Int64 {
        try zone.startOfDay(date).microseconds
    }
}
