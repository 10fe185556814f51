internal import DaybookCore

/// How amounts of several currencies are sorted: by what they state, not by their minor units, so
/// that BHD 904.802 stands before JPY 903 and behind EUR 904.81.
///
/// Whole units come first and then what is left of them, both in whole numbers: one product of both
/// would leave 64 bits where a currency has many digits.
struct StatedOrder {
    /// The codes by the digits of their minor unit, without those of `usual`.
    private let exceptions: [(digits: Int, codes: [String])]
    /// The digits that most currencies have.
    private let usual: Int
    private let most: Int

    /// - Parameter currencies: codes with the digits of their minor units
    init(_ currencies: [(code: String, digits: Int)]) {
        let groups = Dictionary(grouping: currencies, by: \.digits).sorted { $0.key < $1.key }
        let usual = groups.max { $0.value.count < $1.value.count }?.key ?? 0
        exceptions = groups.filter { $0.key != usual }.map { ($0.key, $0.value.map(\.code)) }
        self.usual = usual
        most = groups.last?.key ?? 0
    }

    init(_ connection: Connection) throws {
        self.init(
            try connection.all("SELECT code, minor_unit_digits FROM currencies ORDER BY code") {
                ($0.text(0), Int($0.integer(1)))
            }
        )
    }

    /// What to sort by, one after the other: where all currencies have the same digits, the minor
    /// units as they are.
    func expressions(_ units: String, currency: String) -> [String] {
        if exceptions.isEmpty { return [units] }
        let units = "(\(units))"
        return [
            choice(currency) { $0 == 0 ? units : "\(units) / \(Self.power($0))" },
            choice(currency) { digits in
                digits == 0
                    ? "0" : "\(units) % \(Self.power(digits)) * \(Self.power(most - digits))"
            },
        ]
    }

    private func choice(_ currency: String, _ expression: (Int) -> String) -> String {
        let cases = exceptions.flatMap { digits, codes in
            codes.map { "WHEN \(Self.quoted($0)) THEN \(expression(digits))" }
        }
        return "CASE \(currency) \(cases.joined(separator: " ")) ELSE \(expression(usual)) END"
    }

    /// A code is letters and digits, but a file may say otherwise.
    private static func quoted(_ code: String) -> String {
        "'"
            + code.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
    }

    private static func power(_ digits: Int) -> Int64 {
        (0..<digits).reduce(1) { power, _ in power * 10 }
    }
}
