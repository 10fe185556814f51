import DaybookCore
import TestRigs
import Testing

@Suite struct CollectionTests {
    @Test func pendingLinesAreCollectedWhenTheirAlignmentSays() throws {
        for row in try TestFolder().rows("Invoices-collection-gathering.tsv") {
            do {
                let alignment = try CollectionAlignment(
                    named: row[1],
                    interval: row.optional(2, TableRow.duration),
                    anchor: row.optional(3, TableRow.moment),
                    zone: .utc,
                )
                let next = try alignment.nextCollection(of: lines(row.items(4)))
                #expect(next == (try row.optional(5, TableRow.moment)), "\(row)")
            } catch let error as CollectionError {
                #expect(row[5] == "error", "\(row): \(error)")
            }
        }
    }

    @Test func aStandardInvoiceWaitsForTheUsageOfItsLines() throws {
        for row in try TestFolder().rows("Invoices-collection-standard.tsv") {
            let schedule = try schedule(collection: row.duration(1))
            let collection = try schedule.collectionAt(lines(row.items(2)))
            #expect(collection == (try row.optional(3, TableRow.moment)), "\(row)")
        }
    }

    @Test func aDraftEndsAndIsDueAsTheTableSays() throws {
        for row in try TestFolder().rows("Invoices-draft-and-due.tsv") {
            var schedule = try schedule(collection: .zero)
            schedule.autoAdvances = row[1] == "by itself"
            schedule.draftPeriod = try row.duration(5)
            schedule.dueAfter = try row.duration(6)
            let draftUntil = try schedule.draftUntil(
                createdAt: row.moment(2),
                collectionAt: row.optional(3, TableRow.moment),
            )
            let issuedAt = try row.optional(4, TableRow.moment)
            let due = try schedule.dueAt(draftUntil: draftUntil, issuedAt: issuedAt)
            #expect(draftUntil == (try row.optional(7, TableRow.moment)), "\(row)")
            #expect(due == (try row.optional(8, TableRow.moment)), "\(row)")
        }
    }

    @Test func aRunCutsOffAtTheLastBillingDay() throws {
        let anchored = try CollectionAlignment(
            named: "anchored",
            interval: parsedDuration("P1M"),
            anchor: parsedMoment("2025-01-31T00:00:00Z"),
            zone: .utc,
        )
        let day = try parsedMoment("2025-03-01T12:00:00Z")
        #expect(try anchored.cutOff(asOf: day) == parsedMoment("2025-02-28T00:00:00Z"))
        let exact = try parsedMoment("2025-03-31T00:00:00Z")
        #expect(try anchored.cutOff(asOf: exact) == exact)
        #expect(try CollectionAlignment.subscription.cutOff(asOf: day) == day)
    }

    @Test func daysAndMonthsOfTermsAreThoseOfTheZone() throws {
        var schedule = try schedule(collection: .zero)
        schedule.zone = try centralEurope()
        schedule.dueAfter = try parsedDuration("P1M")
        // Midnight in winter, midnight in summer.
        let start = try parsedMoment("2025-03-14T23:00:00Z")
        let due = try schedule.dueAt(draftUntil: start, issuedAt: nil)
        #expect(due == (try parsedMoment("2025-04-14T22:00:00Z")))
    }

    private func schedule(collection: CalendarDuration) throws -> InvoiceSchedule {
        InvoiceSchedule(
            collectionInterval: collection,
            autoAdvances: true,
            draftPeriod: .zero,
            dueAfter: try parsedDuration("P30D"),
            zone: .utc,
        )
    }

    /// `2025-06-15T12:00:00Z metered deleted ends:2025-06-15T12:05:00Z`.
    private func lines(_ items: [String]) throws -> [CollectionLine] {
        try items.map { item in
            let words = item.split(separator: " ").map(String.init)
            let end = words.first { $0.hasPrefix("ends:") }?.dropFirst("ends:".count)
            return CollectionLine(
                invoiceAt: try parsedMoment(words[0]),
                isMetered: words.contains("metered"),
                isDeleted: words.contains("deleted"),
                collectionEndsAt: try end.map { try parsedMoment(String($0)) },
            )
        }
    }
}
