import DaybookCore
import DaybookStore
import DaybookWire

/// How values of the domain are written for people.
enum Texts {
    /// `48,310`
    static func count(_ count: Int) -> String {
        PreciseAmount(count).text(grouping: ",", decimalPoint: ".")
    }

    /// `1 invoice`, `12 invoices`
    static func count(_ count: Int, _ singular: String, plural: String? = nil) -> String {
        "\(Texts.count(count)) \(count == 1 ? singular : plural ?? singular + "s")"
    }

    /// `12,480.50 EUR`
    static func money(_ amount: Money) -> String { "\(amount.groupedText) \(amount.currency)" }

    /// `12,480.50 EUR   310 JPY`
    static func money(_ amounts: [Money]) -> String {
        amounts.map { money($0) }.joined(separator: "   ")
    }

    /// A period as its first and last day: what people call it.
    static func days(_ period: Period<CivilDate>) -> String {
        guard !period.isEmpty, let last = try? period.to.adding(days: -1) else {
            return period.from.iso8601
        }
        return period.from == last ? last.iso8601 : "\(period.from.iso8601) to \(last.iso8601)"
    }

    /// The civil day: `2026-12-01`
    static func day(_ moment: Instant, in zone: ZoneRules) -> String {
        (try? zone.date(of: moment))?.iso8601 ?? moment.iso8601
    }

    /// A day where one begins there, else the instant: `2026-12-01`, `2026-12-01T09:30:00Z`
    static func moment(_ moment: Instant, in zone: ZoneRules) -> String {
        guard let date = try? zone.date(of: moment), (try? zone.startOfDay(date)) == moment else {
            return moment.iso8601
        }
        return date.iso8601
    }

    /// `19 %`
    static func percent(_ rate: PreciseAmount) -> String {
        guard let percent = try? rate.multiplied(by: PreciseAmount(100)) else { return "\(rate)" }
        return "\(percent.normalized) %"
    }

    /// Items in a row, in as many lines as they need; none is broken.
    static func flow(_ items: [String], width: Int?) -> String {
        var lines = [""]
        for item in items {
            let joined =
                lines[lines.count - 1].isEmpty ? item : "\(lines[lines.count - 1])   \(item)"
            if let width, joined.count > width, !lines[lines.count - 1].isEmpty {
                lines.append(item)
            } else {
                lines[lines.count - 1] = joined
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `1.4 MiB`
    static func size(_ bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var tenths = bytes * 10
        var unit = 0
        while tenths >= 10_240 && unit < units.count - 1 {
            tenths /= 1024
            unit += 1
        }
        return unit == 0 ? "\(bytes) bytes" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}

extension CurrencyTotal {
    var json: JSONValue {
        [
            "currency": .string(amount.currency.code),
            "count": .integer(count),
            "amount": .decimal(amount.amount),
        ]
    }
}

extension Money {
    /// The digits; the currency stands beside them.
    var json: JSONValue { .decimal(amount) }

    /// An amount on its own.
    var jsonObject: JSONValue { ["amount": json, "currency": .string(currency.code)] }
}

extension Period<CivilDate> {
    var json: JSONValue { ["from": .string(from.iso8601), "to": .string(to.iso8601)] }
}
