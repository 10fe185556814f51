import DaybookCore
import TestRigs
import Testing

@Suite struct CreditLedgerTests {
    private static func date(_ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: 2025, month: 1, day: day))
    }

    private static func credit(
        _ id: String,
        _ amount: Int,
        priority: Int = 1,
        expires: Int? = nil,
        created: Int64 = 0,
        _ scope: MoneyCredit.Scope = .everything,
    ) throws -> MoneyCredit {
        try MoneyCredit(
            id: id,
            amount: Money(minorUnits: Int128(amount), try #require(Currency(iso: "EUR"))),
            priority: priority,
            effectiveOn: date(1),
            expiresOn: try expires.map(date),
            createdAt: Instant(seconds: created),
            scope: scope
        )
    }

    private static func uses(
        _ credits: [MoneyCredit],
        _ claims: [(String, Int, product: String)],
        on day: Int = 5,
    ) throws -> String {
        let euro = try #require(Currency(iso: "EUR"))
        var ledger = CreditLedger(euro)
        for credit in credits { try ledger.grant(credit) }
        let claims = claims.map { line, open, product in
            CreditLedger.Claim(
                line: line,
                product: product,
                account: "acme",
                open: Money(minorUnits: Int128(open), euro)
            )
        }
        return try ledger.uses(for: claims, on: date(day))
            .map { "\($0.credit)→\($0.line) \($0.amount.minorUnits)" }.joined(separator: ", ")
    }

    @Test func creditsAreUsedByPriorityThenExpiryThenAgeThenName() throws {
        let credits = [
            try Self.credit("later", 10, priority: 2),
            try Self.credit("never", 10), try Self.credit("soon", 10, expires: 9),
            try Self.credit("b", 10, expires: 20, created: 5),
            try Self.credit("a", 10, expires: 20, created: 5),
            try Self.credit("old", 10, expires: 20, created: 1),
        ]
        let uses = try Self.uses(credits, [("1", 55, product: "x")])
        #expect(uses == "soon→1 10, old→1 10, a→1 10, b→1 10, never→1 10, later→1 5")
    }

    @Test func aCreditPaysForWhatItsScopeNamesAlone() throws {
        let seats = MoneyCredit.Scope(products: ["seats"])
        let credits = [try Self.credit("seats", 100, seats), try Self.credit("all", 30)]
        let claims = [("1", 50, product: "usage"), ("2", 50, product: "seats")]
        #expect(try Self.uses(credits, claims) == "all→1 30, seats→2 50")
        let other = MoneyCredit.Scope(accounts: ["other"])
        #expect(try Self.uses([Self.credit("c", 100, other)], claims) == "")
    }

    @Test func whatHasExpiredOrIsNotYetThereIsNotUsed() throws {
        let credits = [try Self.credit("gone", 10, expires: 5), try Self.credit("there", 10)]
        #expect(try Self.uses(credits, [("1", 20, product: "x")], on: 5) == "there→1 10")
        #expect(try Self.uses(credits, [("1", 20, product: "x")], on: 4) == "gone→1 10, there→1 10")
    }

    @Test func anInvoiceThatIsVoidedGivesBackWhatItUsed() throws {
        let euro = try #require(Currency(iso: "EUR"))
        var ledger = CreditLedger(euro)
        try ledger.grant(Self.credit("a", 100))
        let claim = CreditLedger.Claim(
            line: "1",
            product: nil,
            account: "acme",
            open: Money(minorUnits: 70, euro)
        )
        let uses = try ledger.uses(for: [claim], on: Self.date(2))
        try ledger.use(uses, for: "INV-1", on: Self.date(2))
        #expect(try ledger.balance(on: Self.date(3)).minorUnits == 30)
        ledger.giveBack(invoice: "INV-1", on: try Self.date(4))
        ledger.giveBack(invoice: "INV-1", on: try Self.date(4))
        #expect(try ledger.balance(on: Self.date(4)).minorUnits == 100)
        // The balance of a past day stays what it was.
        #expect(try ledger.balance(on: Self.date(3)).minorUnits == 30)
    }

    /// Given = used + expired + voided + deducted + left, whatever happens in whatever order.
    @Test func noCentOfACreditIsEverLost() {
        forEachSeed(200) { generator in
            let euro = try #require(Currency(iso: "EUR"))
            var (ledger, given) = (CreditLedger(euro), Int128(0))
            for step in 0..<30 {
                let date = try Self.date(1 + step)
                switch Int.random(in: 0..<6, using: &generator) {
                case 0, 1:
                    let amount = Int.random(in: 1...500, using: &generator)
                    let expires = Bool.random(using: &generator) ? min(31, step + 5) : nil
                    let credit = try MoneyCredit(
                        id: "c\(step)",
                        amount: Money(minorUnits: Int128(amount), euro),
                        priority: Int.random(in: 1...3, using: &generator),
                        effectiveOn: date,
                        expiresOn: try expires.map(Self.date).flatMap { $0 > date ? $0 : nil },
                        createdAt: Instant(seconds: Int64(step))
                    )
                    try ledger.grant(credit)
                    given += Int128(amount)
                case 2:
                    let open = Int128.random(in: 1...400, using: &generator)
                    let claim = CreditLedger.Claim(
                        line: "1",
                        product: nil,
                        account: "a",
                        open: Money(minorUnits: open, euro)
                    )
                    let uses = try ledger.uses(for: [claim], on: date)
                    try ledger.use(uses, for: "INV-\(step)", on: date)
                case 3:
                    ledger.giveBack(
                        invoice: "INV-\(Int.random(in: 0...step, using: &generator))",
                        on: date
                    )
                case 4:
                    let amount = Int128.random(in: 1...90, using: &generator)
                    let id = "c\(Int.random(in: 0...step, using: &generator))"
                    try? ledger.deduct(Money(minorUnits: amount, euro), of: id, on: date)
                case _:
                    let id = "c\(Int.random(in: 0...step, using: &generator))"
                    try? ledger.void(id, on: date)
                }
                try ledger.expire(on: date)
            }
            try ledger.expire(on: Self.date(31))
            let left = try ledger.balance(on: Self.date(31)).minorUnits
            var (granted, gone) = (Int128(0), Int128(0))
            for entry in ledger.entries {
                switch entry.kind {
                case .granted, .renewed: granted += entry.amount.minorUnits
                case .used, .expired, .voided, .deducted, .lapsed: gone += entry.amount.minorUnits
                case .returned: gone -= entry.amount.minorUnits
                }
            }
            try #require(granted == given)
            try #require(given == gone + left, "given \(given), gone \(gone), left \(left)")
        }
    }

    @Test func aWalletPromisesNoMoreThanItHas() throws {
        let euro = try #require(Currency(iso: "EUR"))
        func cents(_ units: Int128) -> Money { Money(minorUnits: units, euro) }
        var wallet = try Wallet(balance: cents(500), threshold: cents(100), topUp: cents(300))
        #expect(try wallet.hold(cents(450), for: "A") == cents(450))
        #expect(try wallet.hold(cents(100), for: "B") == cents(50))
        #expect(wallet.available == cents(0) && wallet.needsTopUp)
        // The promise follows the invoice that still runs.
        #expect(try wallet.hold(cents(200), for: "A") == cents(200))
        #expect(try wallet.pay(cents(250), of: "A") == cents(250))
        #expect(wallet.balance == cents(250) && wallet.available == cents(200))
        try wallet.add(cents(300))
        #expect(try wallet.pay(cents(900), of: "C") == cents(500))
        #expect(try wallet.pay(cents(50), of: "B") == cents(50))
        #expect(wallet.balance == cents(0))
    }
}
