import DaybookBooks
import DaybookCore
import DaybookWire
import TerminalKit
import TestRigs
import Testing

@testable import daybook

@Suite struct SheetTests {
    /// Each document of the table is set as text, at some widths, and as a page.
    @Test func documentsAreSetAsRecorded() throws {
        for row in try TestFolder().rows("sheets.tsv") {
            let (invoice, lines) = try SampleSheet(row).records()
            let parties = try SampleSheet(row).parties()
            let isCredited = row[0] == "credited"
            let sheet = try DocumentSheet(
                invoice,
                lines,
                parties,
                creditNotes: isCredited ? ["CN-2026-0001"] : []
            )
            try expect(sheet, row, named: row[0])
            if isCredited {
                let note = try SampleSheet.note(on: invoice, lines)
                let paper = try DocumentSheet(note, on: invoice, lines, parties)
                try expect(paper, row, named: "credit-note")
            }
        }
    }

    private func expect(_ sheet: DocumentSheet, _ row: TableRow, named name: String) throws {
        for word in row[9].split(separator: " ") {
            let width = try #require(Int(word))
            let text = SheetText(sheet, width: width, profile: TextProfile()).text()
            expectGolden(text, named: "sheets/\(name)-\(width).txt")
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(name): \(line)")
            }
        }
        let page = SheetPage(sheet).text()
        expectGolden(page, named: "sheets/\(name).html")
        #expect(!page.contains("<script"))
        #expect(page.unicodeScalars.allSatisfy { !Self.isHidden($0) }, "\(name)")
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// A document of hostile texts of any length is set in rows of its width.
    @Test func noRowIsWiderThanTheTextWhateverItSays() throws {
        let row = try #require(try TestFolder().rows("sheets.tsv").first)
        let (invoice, lines) = try SampleSheet(row).records()
        let parties = try SampleSheet(row).parties()
        let pieces = ["x", " ", "基", "e\u{301}", "\u{1B}[2J", "\u{202E}", "👩‍👩‍👧", "\n", "long-word"]
        forEachSeed(60) { random in
            var lines = lines
            for index in lines.indices {
                let count = Int.random(in: 0...200, using: &random)
                lines[index].description = (0..<count)
                    .map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
                lines[index].unit = pieces.randomElement(using: &random) ?? ""
            }
            let sheet = try DocumentSheet(invoice, lines, parties)
            let width = Int.random(in: SheetText.widths, using: &random)
            let text = SheetText(sheet, width: width, profile: TextProfile()).text()
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }
}

/// A document of the table with its lines.
private struct SampleSheet {
    let row: TableRow
    let currency: Currency

    init(_ row: TableRow) throws {
        self.row = row
        currency = try #require(Currency(iso: row[2]))
    }

    private func repeated(_ text: String) -> String {
        String(repeating: text, count: Int(row[8]) ?? 1)
    }

    func records() throws -> (invoice: Invoice, lines: [InvoiceLine]) {
        let period = try Period(
            from: CivilDate(iso8601: "2026-10-01"),
            to: CivilDate(iso8601: "2026-11-01")
        )
        let number = row[3] == "-" ? nil : row[3]
        let zero = Money.zero(currency)
        var invoice = Invoice(
            id: RecordID(bits: 1),
            account: RecordID(bits: 2),
            number: number,
            state: try #require(InvoiceState(rawValue: row[1])),
            currency: currency,
            period: period,
            issuedOn: row[4] == "-" ? nil : try CivilDate(iso8601: row[4]),
            dueOn: try CivilDate(iso8601: row[5]),
            times: Invoice.Times(createdAt: .epoch),
            totals: .init(net: zero, tax: zero, total: zero, paid: zero, credited: zero),
            note: row[7].isEmpty ? nil : row.unescaped(7)
        )
        let lines = try TestFolder().rows("sheet-lines.tsv").filter { $0[0] == row[0] }
            .enumerated().map { try line($0.element, $0.offset + 1, of: invoice) }
        var totals = invoice.totals
        totals.net = try lines.reduce(zero) { try $0.adding($1.amount) }
        totals.tax = try InvoiceTaxes.tax(of: lines, changedFrom: [], stating: zero)
        totals.total = try totals.net.adding(totals.tax)
        totals.paid = try Money(row[6], currency)
        if row[0] == "credited" { totals.credited = try Money("151.10", currency) }
        invoice.totals = totals
        return (invoice, lines)
    }

    private func line(
        _ cells: TableRow,
        _ position: Int,
        of invoice: Invoice,
    ) throws -> InvoiceLine {
        let percent = try PreciseAmount(cells[7])
        let discount = try Money(cells[8], currency)
        let credits = try Money(cells[9], currency)
        let origin = LineOrigin(
            contract: RecordID(bits: 5),
            due: DueName(plan: 0, DueKey(phase: "only", item: "fee", version: 0, period: 0)),
            service: try Period(from: .epoch, to: .epoch),
            tax: try TaxRate(percent: percent, .exclusive),
            cause: .new,
            discount: discount,
            derivations: try derivations(cells)
        )
        return InvoiceLine(
            invoice: invoice.id,
            position: position,
            kind: .flat,
            product: cells[2],
            description: repeated(cells.unescaped(1)),
            quantity: Quantity(try PreciseAmount(cells[3])),
            unit: cells.unescaped(4),
            unitPrice: cells[5] == "-" ? nil : try PreciseAmount(cells[5]),
            amount: try Money(cells[6], currency),
            taxRate: try percent.multiplied(by: PreciseAmount("0.01")).normalized,
            period: position == 1
                ? invoice.period
                : try Period(from: invoice.period.to, to: invoice.period.to.adding(days: 30)),
            origin: origin,
            credits: credits.isZero ? [] : [UsedCredit(credit: "a", amount: credits)]
        )
    }

    /// What was counted, where these are packages.
    private func derivations(_ cells: TableRow) throws -> [Derivation] {
        if cells.cells.count < 11 { return [] }
        let (count, size) = (try PreciseAmount(cells[3]), try PreciseAmount(cells[10]))
        return [Derivation(steps: [.packages(count, of: size)])]
    }

    static func note(
        on invoice: Invoice,
        _ lines: [InvoiceLine],
    ) throws -> DocumentSheet.StoredNote {
        let part = try Money("100.00", invoice.currency)
        let note = try CreditableInvoice(invoice, lines)
            .preview(.lines([LineCredit(1, .amount(part)), LineCredit(2, .rest)]))
        return DocumentSheet.StoredNote(
            number: "CN-2026-0001",
            issuedOn: try CivilDate(iso8601: "2026-11-20"),
            reason: "Outage on 12 October",
            note: note
        )
    }

    func parties() throws -> DocumentParties {
        let isHostile = row[0] == "hostile"
        let name =
            isHostile ? "Mal\u{1B}]52;c;x\u{7}let & <b>Sons</b>" : "Käufer Aktiengesellschaft"
        let address = Address(
            lines: ["Gerbergasse 7", isHostile ? "\u{202E}pu edispu" : "Hinterhaus"],
            postalCode: "4001",
            city: "Basel",
            region: nil,
            country: "CH"
        )
        return DocumentParties(
            organisation: Organisation(
                id: RecordID(bits: 3),
                key: "seller",
                legalName: repeated("Harbourline Cloud GmbH "),
                tradingName: "Harbourline",
                address: Address(
                    lines: ["Am Pegelturm 6"],
                    postalCode: "20457",
                    city: "Hamburg",
                    region: nil,
                    country: "DE"
                ),
                taxIDs: ["DE000200457"],
                currency: currency,
                timeZone: "UTC",
                email: "billing@harbourline.example",
                invoicePrefix: "INV"
            ),
            customer: Customer(
                id: RecordID(bits: 4),
                key: "buyer",
                name: repeated(name),
                legalName: repeated(name),
                currency: currency,
                timeZone: "UTC",
                email: nil,
                taxID: "CHE-000.000.000",
                address: address,
                state: .active,
                createdAt: .epoch,
                note: nil
            ),
            account: Account(
                id: RecordID(bits: 2),
                key: "buyer-lab",
                customer: RecordID(bits: 4),
                name: "Laboratory",
                currency: currency,
                timeZone: nil,
                state: .active,
                createdAt: .epoch
            ),
            categories: ["abroad": .reverseCharge, "training": .exempt, "calls": .standard]
        )
    }
}
