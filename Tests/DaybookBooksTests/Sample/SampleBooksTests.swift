import DaybookBooks
import DaybookCore
import DaybookWire
import TestRigs
import Testing

@Suite struct SampleBooksTests {
    private func books(
        _ seed: Int,
        _ size: SampleSize,
        _ now: String = "2026-11-20T12:00:00Z",
    ) throws -> SampleBooks {
        try SampleBooks(seed: seed, size, now: Instant(iso8601: now), zone: .utc)
    }

    private func documents(_ books: SampleBooks) throws -> [SampleInvoices.Document] {
        var invoices = SampleInvoices(books)
        var all: [SampleInvoices.Document] = []
        while true {
            let batch = try invoices.next(upTo: 100)
            if batch.isEmpty { return all }
            all += batch
        }
    }

    @Test func booksOfAnySizeAreSound() throws {
        for row in try TestFolder().rows("sample-books.tsv") {
            let size = SampleSize(
                customers: try #require(Int(row[0])),
                invoices: try #require(Int(row[1]))
            )
            for seed in 1...3 {
                let books = try books(seed, size, row[2])
                let documents = try documents(books)
                #expect(documents.count == size.invoices, "\(row)")
                for document in documents { try check(document, books, "\(row)") }
                #expect(try gaps(documents.compactMap(\.invoice.number)) == [], "\(row)")
                let accounts = try parties(books).flatMap(\.accounts)
                #expect(accounts.count == size.accounts, "\(row)")
                let ids = accounts.map(\.id) + documents.map(\.invoice.id)
                #expect(Set(ids).count == ids.count, "\(row)")
                let known = Set(accounts.map(\.id))
                #expect(documents.allSatisfy { known.contains($0.invoice.account) }, "\(row)")
            }
        }
    }

    private func parties(_ books: SampleBooks) throws -> [SampleBooks.Party] {
        try (0..<books.size.customers).map { try books.party($0) }
    }

    private func check(
        _ document: SampleInvoices.Document,
        _ books: SampleBooks,
        _ place: String,
    ) throws {
        let (invoice, lines) = document
        let totals = invoice.totals
        #expect((1...5).contains(lines.count), "\(place)")
        #expect(lines.map(\.position) == Array(1...lines.count), "\(place)")
        #expect(lines.map(\.amount.minorUnits).reduce(0, +) == totals.net.minorUnits, "\(place)")
        #expect(try totals.net.adding(totals.tax) == totals.total, "\(place)")
        #expect(totals.net.minorUnits > 0 && !totals.paid.isNegative, "\(place)")
        let settled = try totals.paid.adding(totals.credited)
        switch invoice.state {
        case .paid: #expect(settled == totals.total, "\(place)")
        case .partiallyPaid: #expect(try settled.compared(with: totals.total) < 0, "\(place)")
        case .gathering, .draft, .approved, .issued, .uncollectible, .void:
            #expect(settled.isZero, "\(place)")
        }
        #expect((invoice.number != nil) == invoice.state.isNumbered, "\(place)")
        let times = invoice.times
        let moments = [times.createdAt, times.approvedAt, times.issuedAt, times.paidAt]
            .compactMap(\.self)
        #expect(moments == moments.sorted() && moments.allSatisfy { $0 <= books.now }, "\(place)")
    }

    /// Numbers that do not follow the one before them in their year.
    private func gaps(_ numbers: [String]) throws -> [String] {
        var last: [Substring: Int] = [:]
        return try numbers.filter { number in
            let parts = number.split(separator: "-")
            let count = try #require(Int(parts[2]))
            defer { last[parts[1]] = count }
            return count != last[parts[1], default: 0] + 1
        }
    }

    @Test func thereIsSomethingOfEverything() throws {
        let books = try books(7, SampleSize(customers: 100, invoices: 1000, events: 3000))
        let documents = try documents(books)
        let today = try books.zone.date(of: books.now)
        #expect(Set(documents.map(\.invoice.state)) == Set(InvoiceState.allCases))
        #expect(documents.contains { $0.invoice.isOverdue(on: today) })
        #expect(documents.contains { $0.invoice.note != nil })
        #expect(documents.contains { !$0.invoice.totals.credited.isZero })
        #expect(Set(documents.map(\.lines.count)) == Set(1...5))
        #expect(Set(documents.map(\.invoice.currency.minorUnitDigits)) == [0, 2, 3])
        let parties = try parties(books)
        #expect(parties.contains { $0.accounts.count == 2 })
        #expect(Set(parties.map(\.customer.state)) == Set(PartyState.allCases))
        let names = Set(parties.flatMap(\.aliases).map(\.name))
        let events = try (0..<3000).map { try books.event($0) }
        #expect(Set(events.map { [$0.source, $0.id] }).count == 3000)
        #expect(events.allSatisfy { ($0.time ?? .latest) <= books.now })
        #expect(Set(events.map(\.subject)).count > 25)
        let strangers = events.count { !names.contains($0.subject) }
        #expect((1...20).contains(strangers), "\(strangers)")
    }

    @Test func aSeedMakesTheSameBooksAgain() throws {
        let size = SampleSize(customers: 20, invoices: 60, events: 12)
        func text(_ seed: Int) throws -> String {
            let books = try books(seed, size)
            let parties = try parties(books).prefix(8).map { party in
                let accounts = party.accounts.map { "\($0.key) \($0.currency)" }
                return "\(party.customer.id) \(party.customer.legalName), "
                    + "\(party.customer.address.city): \(accounts.joined(separator: ", "))"
            }
            let invoices = try documents(books).enumerated().filter { $0.offset % 6 == 5 }
                .map(\.element).map { invoice, lines in
                    let words = lines.map { line in
                        "  \(line.description): \(line.quantity) \(line.unit) = \(line.amount)"
                    }
                    return "\(invoice.number ?? "no number") \(invoice.state.rawValue) "
                        + "\(invoice.totals.total) due \(invoice.dueOn?.iso8601 ?? "-")\n"
                        + words.joined(separator: "\n")
                }
            let events = try (0..<size.events).map { number in
                let event = try books.event(number)
                return "\(event.time?.iso8601 ?? "") \(event.id) \(event.subject) \(event.type) "
                    + (event.data ?? "")
            }
            return (parties + invoices + events).joined(separator: "\n") + "\n"
        }
        expectGolden(try text(7), named: "sample-books.txt")
        #expect(try text(7) == text(7))
        #expect(try text(7) != text(8))
    }
}
