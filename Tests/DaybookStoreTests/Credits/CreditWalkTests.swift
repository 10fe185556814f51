import DaybookCore
import DaybookWire
import TestRigs
import Testing

@testable import DaybookStore

@Suite struct CreditWalkTests {
    /// The store refuses by a walk of its own, in SQL: each day it finds what the domain finds.
    @Test func theStoreWalksOverPeriodsAsTheDomainDoes() throws {
        let billable = try BillableLedger(accounts: 1)
        forEachSeed(25) { generator in
            let id = RecordID(bits: 9_000_000 + UInt128(generator.next() >> 8))
            try billable.ledger.change(.test) { connection in
                let first = try #require(CivilDate(year: 2024, month: 1, day: 31))
                try Self.grant(id, from: first, connection, &generator)
                for _ in 0..<6 { try Self.act(on: id, first, connection, &generator) }
                let stored = try #require(try CreditRepository(connection).find("\(id)"))
                for offset in stride(from: 0, to: 400, by: 3) {
                    let day = try first.adding(days: offset)
                    guard stored.credit.isUsable(on: day) else { continue }
                    let rest = try connection.integer(
                        "SELECT \(Schema.creditRest(of: "one.row", on: "'\(day.iso8601)'")) "
                            + "FROM credits AS one WHERE id = ?",
                        [.id(id)]
                    )
                    let left = try stored.ledger.left(of: stored.credit.id, on: day)
                    try #require(Int128(rest) == left.minorUnits, "\(offset): \(stored.ledger)")
                }
            }
        }
        #expect(try billable.ledger.read { try LedgerHealth($0).problems } == [])
    }

    /// In the list a credit stands as it does on its own, whatever the day.
    @Test func creditsAreFoundByHowTheyStand() throws {
        let billable = try BillableLedger(accounts: 1)
        forEachSeed(6) { generator in
            try billable.ledger.change(.test) { connection in
                let first = try #require(CivilDate(year: 2024, month: 1, day: 31))
                for _ in 0..<8 {
                    let id = RecordID(bits: 9_000_000 + UInt128(generator.next() >> 8))
                    try Self.grant(id, from: first, connection, &generator)
                    for _ in 0..<3 { try Self.act(on: id, first, connection, &generator) }
                }
                for offset in stride(from: 0, to: 400, by: 37) {
                    let list = try CreditList(connection, on: first.adding(days: offset))
                    for standing in CreditStanding.allCases {
                        let filter = try ListFilter(reading: "is:\(standing.rawValue)", .credits)
                        let query = ListQuery(condition: filter)
                        let found = try list.page(ListRequest(query)).records
                        try #require(found.allSatisfy { $0.standing == standing })
                        let all = try list.page(ListRequest(ListQuery())).records
                        try #require(found.count == all.count { $0.standing == standing })
                    }
                }
            }
        }
    }

    private static func clerk(_ day: CivilDate) -> InvoiceDesk.Clerk {
        InvoiceDesk.Clerk(name: "tester", now: BillableLedger.start, today: day)
    }

    private static func grant(
        _ id: RecordID,
        from first: CivilDate,
        _ connection: Connection,
        _ generator: inout SeededGenerator,
    ) throws {
        let account = try #require(try CustomerRepository(connection).account("account-0"))
        func money(_ range: ClosedRange<Int128>) -> Money {
            Money(minorUnits: .random(in: range, using: &generator), account.currency)
        }
        let least = money(0...4)
        let every =
            try Bool.random(using: &generator)
            ? CalendarDuration(months: Int.random(in: 1...13, using: &generator))
            : CalendarDuration(
                months: Int.random(in: 0...1, using: &generator),
                days: Int.random(in: 1...40, using: &generator)
            )
        let days = Int.random(in: 1...300, using: &generator)
        let recurrence = try CreditRecurrence(
            from: first,
            every: every,
            until: Bool.random(using: &generator) ? first.adding(days: days) : nil,
            CreditRollover(
                minimum: least,
                maximum: least.adding(money(0...20))
            )
        )
        let credit = try MoneyCredit(
            id: "\(id)",
            amount: money(1...20),
            effectiveOn: first,
            expiresOn: Int.random(in: 0..<4, using: &generator) == 0
                ? first.adding(days: 330) : nil,
            createdAt: BillableLedger.start,
            recurrence: recurrence
        )
        _ = try CreditDesk(connection, clerk(first)).grant(credit, id: id, to: account)
    }

    private static func act(
        on id: RecordID,
        _ first: CivilDate,
        _ connection: Connection,
        _ generator: inout SeededGenerator,
    ) throws {
        let stored = try #require(try CreditRepository(connection).find("\(id)"))
        let day = try first.adding(days: Int.random(in: 0...330, using: &generator))
        let desk = CreditDesk(connection, clerk(day))
        do throws(any Error) {
            if Int.random(in: 0..<6, using: &generator) == 0 {
                _ = try desk.void(stored, note: nil)
            } else {
                let units = Int128.random(in: 1...12, using: &generator)
                let amount = Money(minorUnits: units, stored.credit.amount.currency)
                _ = try desk.deduct(amount, of: stored, note: nil)
            }
        } catch is CreditError {}
    }
}
