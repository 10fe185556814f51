package import DaybookCore
internal import DaybookWire

/// The documents of a billing run as `bill run --out` keeps them, a line each.
package enum RunFile {
    /// All lines of all documents, in the order in which runs are compared.
    package static func lines(_ bytes: [UInt8], file: String) throws(RecordFileError) -> [RunLine] {
        var lines: [RunLine] = []
        // An account may get several documents of one currency: told apart by their order.
        var counts: [String: Int] = [:]
        var records = JSONRecordReader(bytes, file: file)
        while let record = try records.next() {
            let currency = try Self.currency(of: record)
            let name = "\(try record.text("account")) \(currency)"
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            let invoice = count > 1 ? "\(name) #\(count)" : name
            lines += try Self.lines(of: record, invoice, currency)
        }
        return lines.sorted(by: RunLine.isBefore)
    }

    /// One that ISO 4217 does not know has as many digits as its amounts show.
    private static func currency(of record: JSONRecord) throws(RecordFileError) -> Currency {
        let total = try record.text("total")
        let digits = total.firstIndex(of: ".").map { total[$0...].count - 1 } ?? 0
        return try record.value("currency", "a currency") {
            Currency(iso: $0) ?? Currency(custom: $0, minorUnitDigits: digits)
        }
    }

    private static func lines(
        of document: JSONRecord,
        _ invoice: String,
        _ currency: Currency,
    ) throws(RecordFileError) -> [RunLine] {
        var lines: [RunLine] = []
        var counts: [String: Int] = [:]
        for line in try document.objects("lines") {
            let period = "\(try line.text("from")) to \(try line.text("to"))"
            let name = "\(try line.text("description")), \(period)"
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            let amount = try line.value("amount", "an amount in \(currency)") {
                try Money($0, currency)
            }
            lines.append(
                RunLine(
                    invoice: invoice,
                    line: count > 1 ? "\(name) #\(count)" : name,
                    quantity: try line.value("quantity", "a number") { try PreciseAmount($0) },
                    unitAmount: try line.optional("unitPrice", "a number") {
                        try PreciseAmount($0)
                    } ?? .zero,
                    amount: amount
                )
            )
        }
        return lines
    }
}
