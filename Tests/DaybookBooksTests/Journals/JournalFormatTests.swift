import DaybookBooks
import DaybookCore
import DaybookWire
import Glibc
import TestRigs
import Testing

/// Journals of hostile names: what is written, and what the programs read that it is for.
@Suite struct JournalFormatTests {
    private static let folder = TestFolder()

    /// The first account of each customer of the table, and a second one of the first.
    private static func names() throws -> PostingNames {
        var parties: [PostingNames.Party] = []
        for (index, row) in try folder.rows("hostile-names.tsv").enumerated() {
            let customer = PostingNames.Customer(key: row[0], name: row.unescaped(1))
            for number in 0..<(index == 0 ? 3 : 1) {
                parties.append(
                    PostingNames.Party(
                        id: RecordID(bits: UInt128(index * 10 + number)),
                        key: number == 0 ? row[0] : "\(row[0])-\(number)",
                        name: number == 0 ? customer.name : "Second; of=it",
                        customer: customer,
                        isFirst: number == 0
                    )
                )
            }
        }
        let products = ["API calls", "API: calls", "api-calls"].map {
            PostingNames.Product(key: $0, name: $0, isKnown: true)
        }
        return PostingNames(.init(parties: parties, products: products))
    }

    /// One invoice of each account, in currencies of each kind, noted with its own name.
    private static func journal(_ format: JournalFormat, _ names: PostingNames) throws -> String {
        let currencies = [
            Currency(iso: "EUR"), Currency(iso: "JPY"), Currency(iso: "BHD"), Currency(iso: "CLF"),
            Currency(custom: "AI-TOKENS_", minorUnitDigits: 6),
            Currency(custom: "AI-TOKENS", minorUnitDigits: 0),
            Currency(custom: "7UP", minorUnitDigits: 1),
        ].compactMap { $0 }
        let heading = JournalHeading(
            organisation: "Harbour \"; GmbH\\\n|",
            currency: currencies[0],
            from: nil,
            to: CivilDate(year: 2026, month: 12, day: 1)!
        )
        var file = JournalFile(format, heading, names)
        for index in names.parties.indices {
            let currency = currencies[index % currencies.count]
            let name = names[PartyPlace(index)].customer.name
            var product = ProductPlace(index % 3)
            if index % 4 == 3 {
                product = ProductPlace(names.products.count)
                names.learn([name])
            }
            let amount = TaxedAmount(
                Money(minorUnits: 12_345_678, currency),
                rate: try PreciseAmount("0.077"),
                includesTax: false
            )
            let line = DocumentContent.Line(product, amount, isScheduled: false)
            let tax = Money(minorUnits: 950_617, currency)
            let act = PostingAct(
                on: try CivilDate(year: 2026, month: 1, day: 1)!.adding(days: index),
                .invoice(DocumentContent(net: amount.amount, tax: tax, [line])),
                PostingDocument(.invoice, name, RecordID(bits: UInt128(index))),
                of: PartyPlace(index),
                note: name
            )
            try file.add(#require(try act.transaction()))
        }
        try file.finish()
        return String(decoding: file.takePiece(), as: UTF8.self)
    }

    @Test(arguments: JournalFormat.all.map(\.name))
    func hostileNamesAreWrittenAsRecorded(_ name: String) throws {
        let format = try #require(JournalFormat.named(name))
        let text = try Self.journal(format, Self.names())
        expectGolden(text, named: "journals/hostile.\(name)")
    }

    /// A reader of the format, and what it must say of the journal.
    @Test func theProgramsReadHostileNames() throws {
        let scratch = try ScratchFolder()
        for row in try Self.folder.rows("journal-readers.tsv") {
            guard unsafe access(row[1], X_OK) == 0 else { continue }
            let format = try #require(JournalFormat.named(row[0]))
            let names = try Self.names()
            let file = try scratch.file(
                "journal.\(row[0])",
                containing: Self.journal(format, names)
            )
            let reader = ProgramRunner(program: row[1], environment: ["LANG": "C.UTF-8"])
            let words = row[2].split(separator: " ").map { $0 == "FILE" ? file : String($0) }
            let result = try reader.run(words, in: scratch)
            #expect(result.exitCode == 0, "\(row): \(result.transcript)")
            if row[3] == "accounts" {
                let lines = result.output.split(separator: "\n")
                #expect(lines.count == names.parties.count, "\(result.output)")
            }
        }
    }

    /// No field of the table begins as a formula does, whatever anything is called.
    @Test func noFieldIsAFormula() throws {
        let format = try #require(JournalFormat.named("csv"))
        var reader = CSVReader(MemorySource(Array(try Self.journal(format, Self.names()).utf8)))
        var columns: [String] = []
        while case .fields(_, let fields)? = try reader.next() {
            if columns.isEmpty { columns = fields }
            for (column, field) in zip(columns, fields) where column != "amount" {
                let first = field.utf8.first ?? 0x41
                let isPlain = (0x30...0x39).contains(first) || (0x41...0x5A).contains(first & 0xDF)
                #expect(isPlain, "\(column): \(field)")
            }
        }
        #expect(columns.count == 10)
    }
}
