import DaybookCore
import TestRigs
import Testing

/// Events, meters and queries as the cells of tables write them.
enum MeterCells {
    /// `2025-01-31T23:30:00.5`
    static func instant(_ text: some StringProtocol) throws -> Instant {
        let parts = text.split { "T:.".contains($0) }
        let numbers = parts[1...3].compactMap { Int($0) }
        let digits = parts.count > 4 ? parts[4] + String(repeating: "0", count: 6) : "0"
        let local = try LocalTime(
            date: civilDate(parts[0]),
            hour: numbers[0],
            minute: numbers[1],
            second: numbers[2],
            microsecond: try #require(Int(digits.prefix(6))),
        )
        return try Instant(microseconds: local.microseconds)
    }

    private static func civilDate(_ text: some StringProtocol) throws -> CivilDate {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        return try date(numbers[0], numbers[1], numbers[2])
    }

    // MARK: - Events

    /// `v=10 name="a" flag=true gone=null`, by the paths of a meter.
    static func data(_ cell: String, for meter: Meter) -> EventData {
        if cell == "-" { return .none(for: meter) }
        var values: [String: EventValue] = [:]
        for member in cell.split(separator: " ") {
            let parts = member.split(separator: "=", maxSplits: 1).map(String.init)
            values["$.\(parts[0])"] = value(parts[1])
        }
        return EventData(meter.paths.map { values[$0] ?? .missing })
    }

    static func value(_ text: String) -> EventValue {
        if text.hasPrefix("\"") { return .text(String(text.dropFirst().dropLast())) }
        if text.hasPrefix("{") { return .object(text) }
        if text.hasPrefix("[") {
            let elements = text.dropFirst().dropLast().split(separator: ",")
            return .array(elements.map { value(String($0)) }, text)
        }
        switch text {
        case "null": return .null
        case "missing": return .missing
        case "true": return .bool(true)
        case "false": return .bool(false)
        case _:
            let isNumber = text.first?.isNumber == true || text.hasPrefix("-")
            return isNumber ? .number(text) : .text(text)
        }
    }

    private static let table = Result { try TestFolder().rows("MeterEvents.tsv") }

    static func event(_ row: TableRow, for meter: Meter) throws -> MeteredEvent {
        MeteredEvent(
            type: row[3],
            subject: row.unescaped(4),
            time: try instant(row[5]),
            storedAt: row[6] == "-" ? nil : try instant(row[6]),
            data: data(row.unescaped(7), for: meter)
        )
    }

    /// The events of a set, without those that repeat another.
    static func events(_ set: String, for meter: Meter) throws -> [MeteredEvent] {
        var first = FirstEvents()
        return try table.get()
            .filter { $0[0] == set && first.isFirst(source: $0[2], id: $0[1]) }
            .map { try event($0, for: meter) }
    }

    // MARK: - Meters

    /// `type aggregation $.value name:$.path since=time reset=monthly:15`
    static func meter(_ cell: String) throws -> Meter {
        let words = cell.split(separator: " ").map(String.init)
        var groups: [MeterGroup] = []
        var (valuePath, eventFrom): (String?, Instant?)
        var reset = MeterReset.none
        for word in words.dropFirst(2) {
            if word.hasPrefix("since=") {
                eventFrom = try instant(word.dropFirst(6))
            } else if word.hasPrefix("reset=") {
                reset = try self.reset(String(word.dropFirst(6)))
            } else if let colon = word.firstIndex(of: ":") {
                let path = word[word.index(after: colon)...]
                groups.append(MeterGroup(name: String(word[..<colon]), path: String(path)))
            } else {
                valuePath = word
            }
        }
        return try Meter(
            key: words[0],
            eventType: words[0],
            aggregation: try #require(Aggregation(rawValue: words[1])),
            valuePath: valuePath,
            groups: groups,
            eventFrom: eventFrom,
            reset: reset,
        )
    }

    private static func reset(_ text: String) throws -> MeterReset {
        let parts = text.split(separator: ":").map(String.init)
        let numbers = parts.dropFirst().compactMap { Int($0) }
        switch parts[0] {
        case "monthly": return .monthly(day: numbers[0])
        case "annual": return .annual(month: numbers[0], day: numbers[1])
        case _: return .on(try civilDate(parts[1]))
        }
    }

    // MARK: - Queries

    static func query(_ cell: String) throws -> MeterQuery {
        var query = MeterQuery()
        for word in cell.split(separator: " ").map(String.init) {
            let name = String(word.prefix { !"=<>".contains($0) })
            let mark = String(word.dropFirst(name.count).prefix { "=<>".contains($0) })
            let value = String(word.dropFirst(name.count + mark.count))
            let values = value.split(separator: ",").map(String.init)
            switch name {
            case "from": query.from = try instant(value)
            case "to": query.to = try instant(value)
            case "window": query.window = try MeterWindow(named: value)
            case "zone": query.zone = try centralEurope()
            case "by": query.groupBy = values
            case "subject": query.subjects = values
            case "customer": query.customers = values.map(customer)
            case "stored": query.storedAt.append(try bound(mark, try instant(value)))
            case _:
                query.groupFilters.append(.criterion(name, FilterCriterion(.equals(value))))
            }
        }
        return query
    }

    /// `id:key:subject:subject`, the key `-` for none.
    private static func customer(_ text: String) -> MeteredCustomer {
        let parts = text.split(separator: ":").map(String.init)
        return MeteredCustomer(
            id: parts[0],
            key: parts[1] == "-" ? nil : parts[1],
            subjects: Array(parts.dropFirst(2))
        )
    }

    private static func bound(_ mark: String, _ time: Instant) throws -> TimeBound {
        let bounds: [String: TimeBound] = [
            "<": .before(time), "<=": .notAfter(time), ">": .after(time),
            ">=": .notBefore(time), "=": .at(time),
        ]
        return try #require(bounds[mark])
    }

    // MARK: - Rows

    static func text(_ rows: [MeterRow]) -> String {
        if rows.isEmpty { return "none" }
        return rows.map(text).joined(separator: " ; ")
    }

    private static func text(_ row: MeterRow) -> String {
        var words = [text(row.from), text(row.to), "\(row.value)"]
        if let subject = row.subject { words.append("subject=\(subject)") }
        if let customer = row.customer { words.append("customer=\(customer)") }
        words += row.groups.map { "\($0.name)=\($0.value)" }
        return words.joined(separator: " ")
    }

    private static func text(_ time: Instant?) -> String {
        guard let time, let local = try? ZoneRules.utc.localTime(of: time) else { return "-" }
        let date = local.date.components
        let whole =
            "\(padded(date.year))-\(padded(date.month))-\(padded(date.day))"
            + "T\(padded(local.hour)):\(padded(local.minute)):\(padded(local.second))"
        if local.microsecond == 0 { return whole }
        var fraction = String(1_000_000 + local.microsecond).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
