import DaybookCore
import TestRigs
import Testing

@Suite struct CreditNoteTests {
    @Test func creditNotesTakeOffWhatTheTableSays() throws {
        for row in try TestFolder().rows("CreditNotes.tsv") {
            let currency = try #require(Currency(iso: row[1]), "\(row)")
            var invoice = try CreditableInvoice(
                number: "INV-1",
                currency,
                lines: lines(row.items(2), currency)
            )
            for (step, answer) in zip(row.items(3), row.items(4)) {
                #expect(credit(&invoice, try scope(step, currency)) == answer, "\(row)")
            }
            #expect(row.items(3).count == row.items(4).count, "\(row)")
            #expect("\(invoice.rest.amount)" == row[5], "\(row)")
        }
    }

    /// The sums of the note that was issued, or why there is none.
    private func credit(_ invoice: inout CreditableInvoice, _ scope: CreditScope) -> String {
        do throws(CreditNoteError) {
            let note = try invoice.preview(scope)
            try invoice.issue(note)
            return "\(note.net.amount) + \(note.tax.amount) = \(note.total.amount)"
        } catch {
            return "\(error)"
        }
    }

    /// `2:-10.00@19`: position, net, percent.
    private func lines(_ items: [String], _ currency: Currency) throws -> [CreditNote.Line] {
        try items.flatMap { $0.split(separator: " ") }.map { item in
            let parts = item.split { ":@".contains($0) }.map(String.init)
            return CreditNote.Line(
                try #require(Int(parts[0])),
                net: try Money(parts[1], currency),
                percent: try PreciseAmount(parts[2]),
            )
        }
    }

    /// `rest`, `29/30`, or lines: `1:rest 2:10.00 3:1/2`.
    private func scope(_ text: String, _ currency: Currency) throws -> CreditScope {
        if text == "rest" { return .rest }
        if !text.contains(":") { return .part(try part(text)) }
        return .lines(
            try text.split(separator: " ").map { item in
                let parts = item.split(separator: ":").map(String.init)
                let position = try #require(Int(parts[0]))
                if parts[1] == "rest" { return LineCredit(position, .rest) }
                if parts[1].contains("/") { return LineCredit(position, .part(try part(parts[1]))) }
                return LineCredit(position, .amount(try Money(parts[1], currency)))
            }
        )
    }

    private func part(_ text: String) throws -> TimeRatio {
        let parts = try text.split(separator: "/").map { try #require(Int64($0)) }
        return TimeRatio(parts[0], over: parts[1])
    }

    @Test func aFullCreditInAnyStepsEndsAtExactlyZeroTaxesToo() {
        forEachSeed(300) { generator in
            let currency = try #require(
                Currency(iso: ["EUR", "JPY", "BHD"].randomElement(using: &generator)!)
            )
            var invoice = try CreditableInvoice(
                number: "INV-1",
                currency,
                lines: randomLines(currency, &generator)
            )
            try #require(!invoice.whole.total.isNegative)
            for _ in 0..<Int.random(in: 0...25, using: &generator) {
                guard let note = try? invoice.preview(randomScope(invoice, &generator)) else {
                    continue
                }
                try invoice.issue(note)
                try check(note, invoice)
            }
            if !invoice.isCreditedInFull { try invoice.issue(invoice.preview(.rest)) }
            try #require(invoice.rest.isZero)
            try #require(sum(invoice.notes, \.net) == invoice.whole.net.minorUnits)
            try #require(sum(invoice.notes, \.tax) == invoice.whole.tax.minorUnits)
            for tax in invoice.whole.taxes {
                let taken = invoice.notes.flatMap(\.taxes).filter { $0.percent == tax.percent }
                try #require(sum(taken, \.tax) == tax.tax.minorUnits)
            }
            try #require((try? invoice.preview(.rest)) == nil)
        }
    }

    private func check(_ note: CreditNote, _ invoice: CreditableInvoice) throws {
        try #require(!invoice.rest.isNegative)
        for line in invoice.whole.lines {
            let rest = try #require(invoice.rest(ofLine: line.position)).minorUnits
            let range = min(line.net.minorUnits, 0)...max(line.net.minorUnits, 0)
            try #require(range.contains(rest))
        }
        let taxes = sum(note.taxes, \.tax)
        try #require(taxes == note.tax.minorUnits && sum(note.lines, \.net) == note.net.minorUnits)
        // However many notes there are, none has a tax that its own base could not explain.
        for tax in note.taxes {
            let exact = try PreciseAmount(coefficient: tax.base.minorUnits, scale: 0)
                .multiplied(by: tax.percent)
                .subtracting(PreciseAmount(coefficient: tax.tax.minorUnits * 100, scale: 0))
            try #require(exact.magnitude < PreciseAmount(250))
        }
    }

    private func randomLines(
        _ currency: Currency,
        _ generator: inout SeededGenerator,
    ) throws -> [CreditNote.Line] {
        try (1...Int.random(in: 1...6, using: &generator)).map { position in
            // Discounts are smaller than the first line, so that the invoice stays above zero.
            let isDiscount = position > 1 && Int.random(in: 0..<5, using: &generator) == 0
            let units = Int128.random(
                in: position == 1 ? 3_000...9_000 : 0...500,
                using: &generator
            )
            return CreditNote.Line(
                position,
                net: Money(minorUnits: isDiscount ? -units : units, currency),
                percent: try PreciseAmount(
                    ["0", "7", "19", "8.25"].randomElement(using: &generator)!
                ),
            )
        }
    }

    private func randomScope(
        _ invoice: CreditableInvoice,
        _ generator: inout SeededGenerator,
    ) -> CreditScope {
        let part = TimeRatio(Int64.random(in: 1...9, using: &generator), over: 30)
        if Int.random(in: 0..<6, using: &generator) == 0 { return .part(part) }
        let chosen = invoice.whole.lines.filter { _ in Bool.random(using: &generator) }
        return .lines(
            chosen.map { line in
                let rest = invoice.rest(ofLine: line.position)?.minorUnits ?? 0
                let range = min(rest, 0)...max(rest, 0)
                let units = Int128.random(in: range, using: &generator) / 4
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: return LineCredit(line.position, .rest)
                case 1: return LineCredit(line.position, .part(part))
                case _:
                    let amount = Money(minorUnits: units, invoice.currency)
                    return LineCredit(line.position, .amount(amount))
                }
            }
        )
    }

    private func sum<Element>(_ list: [Element], _ amount: (Element) -> Money) -> Int128 {
        list.reduce(0) { $0 + amount($1).minorUnits }
    }

    @Test func aNoteThatAnotherOneOvertookIsRefused() throws {
        let eur = try #require(Currency(iso: "EUR"))
        var invoice = try CreditableInvoice(
            number: "INV-1",
            eur,
            lines: lines(["1:0.10@19"], eur)
        )
        let (first, second) = (try invoice.preview(.rest), try invoice.preview(.rest))
        try invoice.issue(first)
        #expect(throws: CreditNoteError.self) { try invoice.issue(second) }
        #expect(invoice.notes == [first] && invoice.isCreditedInFull)
    }

    @Test func theTaxOfAnInvoiceAsKeptMustBeThatOfItsLines() throws {
        var invoice = try SampleInvoice.make("INV-1", .issued, total: parsedMoney("119.00 EUR"))
        invoice.totals.tax = try parsedMoney("19.00 EUR")
        let line = InvoiceLine(
            invoice: invoice.id,
            position: 1,
            kind: .flat,
            product: "seat",
            description: "Seats",
            quantity: Quantity(PreciseAmount(1)),
            unit: "seat",
            unitPrice: nil,
            amount: try parsedMoney("100.00 EUR"),
            taxRate: try PreciseAmount("0.19"),
            period: invoice.period,
        )
        #expect("\(try CreditableInvoice(invoice, [line]).whole.total)" == "119.00 EUR")
        invoice.totals.tax = try parsedMoney("19.01 EUR")
        #expect(
            "\(error(of: invoice, [line]))"
                == "INV-1: its tax is 19.01 EUR, yet its lines make 19.00 EUR"
        )
        #expect("\(error(of: invoice, [line, line]))" == "INV-1: line 1 occurs twice")
        var foreign = line
        foreign.amount = try parsedMoney("100.00 USD")
        #expect("\(error(of: invoice, [foreign]))" == "INV-1: it is in EUR, the amount in USD")
    }

    private func error(of invoice: Invoice, _ lines: [InvoiceLine]) -> String {
        do throws(CreditNoteError) {
            _ = try CreditableInvoice(invoice, lines)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func onlyADraftOfACreditNoteCanBeChanged() {
        #expect(CreditNoteState.allCases.filter(\.isEditable) == [.draft])
        #expect(CreditNoteState.allCases.filter(\.isIssuable) == [.draft])
        #expect(CreditNoteState.allCases.filter(\.isCancellable) == [.draft])
        #expect(
            CreditNoteState.issued.cancelObstacle?.description
                == "an issued credit note cannot be cancelled: charge it again by a new invoice"
        )
        #expect(
            CreditNoteState.allCases.filter(CreditNoteState.graph.isTerminal) == [
                .issued, .cancelled,
            ]
        )
    }
}
