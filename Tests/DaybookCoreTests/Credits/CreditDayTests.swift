import DaybookCore
import TestRigs
import Testing

@Suite struct CreditDayTests {
    /// Whether a credit can still be used is asked of the day on the invoice, in the zone of the
    /// account, also where that day has 23 or 25 hours.
    @Test func creditsBeginAndEndWithTheDaysOfTheAccountsZone() throws {
        let euro = try #require(Currency(iso: "EUR"))
        for row in try TestFolder().rows("CreditDays.tsv") {
            let zone = row[0] == "UTC" ? ZoneRules.utc : try centralEurope()
            let credit = try MoneyCredit(
                id: "a",
                amount: Money("5.00", euro),
                effectiveOn: day(row[2]),
                expiresOn: day(row[3]),
                createdAt: .epoch
            )
            var ledger = CreditLedger(euro)
            try ledger.grant(credit)
            let account = RecordID(bits: 1)
            let charge = try Self.charge(of: account, Money("8.00", euro))
            let bill = AccountBill(
                account: account,
                accountKey: "acme",
                zone: zone,
                at: try moment(row[1]),
                credits: ledger
            ) { () throws(BillingProblem) in [charge] }
            let used = bill.invoices.flatMap(\.lines).flatMap(\.credits).map(\.amount.amount)
            #expect(used.map(\.description).joined() == row[4], "\(row)")
        }
    }

    /// What a line gives back is not paid by anybody: credits make no invoice negative.
    @Test func creditsPayWhatIsLeftOfAnInvoice() throws {
        let euro = try #require(Currency(iso: "EUR"))
        var ledger = CreditLedger(euro)
        let start = try date(2025, 1, 1)
        try ledger.grant(
            MoneyCredit(
                id: "a",
                amount: Money("50.00", euro),
                effectiveOn: start,
                createdAt: .epoch
            )
        )
        for (other, expected) in [
            ("-12.00", "8.00"), ("-20.00", ""), ("-30.00", ""), ("3", "23.00"),
        ] {
            let claims = try ["20.00", other].enumerated().map { index, open in
                CreditLedger.Claim(
                    line: "\(index)",
                    product: nil,
                    account: "acme",
                    open: try Money(open, euro)
                )
            }
            let uses = try ledger.uses(for: claims, on: start)
            let sum = try uses.reduce(Money.zero(euro)) { try $0.adding($1.amount) }
            #expect((sum.isZero ? "" : "\(sum.amount)") == expected, "beside \(other)")
        }
    }

    private func day(_ text: String) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try date(parts[0], parts[1], parts[2])
    }

    /// `2025-03-29 23:30`, in UTC
    private func moment(_ text: String) throws -> Instant {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        return try ZoneRules.utc.startOfDay(day(String(parts[0])))
            .adding(microseconds: (clock[0] * 60 + clock[1]) * 60_000_000)
    }

    private static func charge(
        of account: RecordID,
        _ amount: Money,
    ) throws -> DraftInvoice.Charge {
        DraftInvoice.Charge(
            account: account.description,
            product: nil,
            key: "fee",
            service: try Period(from: Instant(seconds: 0), to: Instant(seconds: 86_400)),
            quantity: .one,
            unitAmount: nil,
            amount: amount,
            discount: .zero(amount.currency),
            tax: try TaxRate(percent: PreciseAmount(19), .exclusive)
        )
    }
}
