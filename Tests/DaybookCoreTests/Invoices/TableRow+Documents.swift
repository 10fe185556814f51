import DaybookCore
import TestRigs
import Testing

/// Cells of the tables about documents; `-` stands for nothing.
extension TableRow {
    func optional<Value>(
        _ column: Int,
        _ read: (TableRow) -> (Int) throws -> Value,
    ) throws -> Value? {
        self[column] == "-" ? nil : try read(self)(column)
    }

    /// What stands between semicolons.
    func items(_ column: Int) -> [String] {
        self[column] == "-" ? [] : self[column].split(separator: "; ").map(String.init)
    }

    func words(_ column: Int) -> [String] {
        self[column] == "-" ? [] : self[column].split(separator: " ").map(String.init)
    }

    func moment(_ column: Int) throws -> Instant { try parsedMoment(self[column]) }

    /// `119.00 EUR`.
    func money(_ column: Int) throws -> Money { try parsedMoney(self[column]) }
}

/// `2025-02-10T09:00:00.750Z`, with or without the fraction.
func parsedMoment(_ text: String) throws -> Instant {
    let numbers = text.split { "-T:.Z".contains($0) }.map(String.init)
    let fields = numbers.prefix(6).compactMap { Int($0) }
    let fraction = (numbers.count > 6 ? numbers[6] : "") + "000000"
    let local = try LocalTime(
        date: date(fields[0], fields[1], fields[2]),
        hour: fields[3],
        minute: fields[4],
        second: fields[5],
        microsecond: try #require(Int(fraction.prefix(6))),
    )
    return try Instant(microseconds: local.microseconds)
}

func parsedMoney(_ text: String) throws -> Money {
    let parts = text.split(separator: " ").map(String.init)
    return try Money(parts[0], try #require(Currency(iso: parts[1])))
}
