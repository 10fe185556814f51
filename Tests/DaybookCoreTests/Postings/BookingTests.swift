import DaybookCore
import TestRigs
import Testing

/// What each act posts, as a text that an accountant can read.
@Suite struct BookingTests {
    private static let euro = Currency(iso: "EUR")!
    private static let day = CivilDate(year: 2026, month: 1, day: 31)!
    private let acme = PartyPlace(0)
    private let acmeUS = PartyPlace(1)

    private static func euros(_ text: String) throws -> Money { try Money(text, euro) }

    private func line(
        _ amount: String,
        _ rate: String,
        product: Int = 0,
        isScheduled: Bool = true,
        includesTax: Bool = false,
    ) throws -> DocumentContent.Line {
        let net = TaxedAmount(
            try Self.euros(amount),
            rate: try PreciseAmount(rate),
            includesTax: includesTax
        )
        return .init(ProductPlace(product), net, isScheduled: isScheduled)
    }

    private func content(
        _ net: String,
        _ tax: String,
        _ lines: [DocumentContent.Line],
    ) throws -> DocumentContent {
        try DocumentContent(net: Self.euros(net), tax: Self.euros(tax), lines)
    }

    @Test func everyActPostsAsRecorded() throws {
        let acts = try invoices() + takenBack() + moneyAndCredits()
        var text = ""
        for (name, booking) in acts {
            let act = PostingAct(
                on: Self.day,
                booking,
                PostingDocument(.invoice, "1", nil),
                of: acme
            )
            text += "== \(name): \(booking.kind.words)\n"
            for posting in try act.transaction()?.postings ?? [] { text += Self.row(posting) }
        }
        expectGolden(text, named: "bookings.txt")
    }

    private func invoices() throws -> [(String, Booking)] {
        let fee = try line("100.00", "0.19")
        let food = try line("50.00", "0.07", product: 1)
        let old = try line("80.00", "0.19", product: 1, isScheduled: false)
        return try [
            ("an invoice of two rates", .invoice(content("150.00", "22.50", [fee, food]))),
            ("an invoice from elsewhere", .invoice(content("80.00", "15.20", [old]))),
            ("an invoice without lines", .invoice(content("80.00", "15.20", []))),
            ("an invoice of nothing", .invoice(content("0.00", "0.00", []))),
            (
                "an invoice that states a cent more of tax than its rates explain",
                .invoice(content("100.00", "19.01", [fee]))
            ),
            (
                "an invoice of prices with the tax in them",
                .invoice(content("100.00", "19.01", [line("100.00", "0.19", includesTax: true)]))
            ),
            (
                "an invoice with a line that takes off",
                .invoice(content("60.00", "11.40", [fee, line("-40.00", "0.19", product: 1)]))
            ),
        ]
    }

    private func takenBack() throws -> [(String, Booking)] {
        let zero = Money.zero(Self.euro)
        let fee = try line("100.00", "0.19")
        let food = try line("50.00", "0.07", product: 1)
        let sales = try content("150.00", "22.50", [fee, food])
        return try [
            ("a void invoice", .void(sales, settledBefore: zero)),
            (
                "a void invoice of which something was settled",
                .void(sales, settledBefore: Self.euros("10.00"))
            ),
            ("a credit note", .creditNote(content("100.00", "19.00", [fee]), asCredit: zero)),
            (
                "a credit note whose tax is a cent off",
                .creditNote(content("100.00", "18.99", [fee]), asCredit: zero)
            ),
            (
                "a credit note of which a part becomes a credit",
                .creditNote(content("100.00", "19.00", [fee]), asCredit: Self.euros("59.50"))
            ),
        ]
    }

    private func moneyAndCredits() throws -> [(String, Booking)] {
        try [
            ("a payment", .payment(Self.euros("119.00"))),
            ("what it pays", .allocation(Self.euros("119.00"), owedBy: acme)),
            ("what another account owes", .allocation(Self.euros("5.00"), owedBy: acmeUS)),
            ("a refund", .refund(Self.euros("11.00"))),
            ("a write-off", .writeOff(Self.euros("0.03"))),
            ("a bad debt", .badDebt(Self.euros("119.00"))),
            (
                "an invoice that was settled elsewhere",
                .earlier(
                    paid: Self.euros("90.00"),
                    credited: Self.euros("28.00"),
                    writtenOff: Self.euros("1.00")
                )
            ),
            ("a credit is given", .credit(Self.euros("50.00"), isPaidFor: false)),
            ("a credit is used", .credit(Self.euros("-50.00"), isPaidFor: false)),
            ("a credit that was paid for is used", .credit(Self.euros("-59.50"), isPaidFor: true)),
            (
                "a month earns of two products",
                .recognition([
                    .init(ProductPlace(0), Self.euros("10.00")),
                    .init(ProductPlace(1), Self.euros("-3.00")),
                ])
            ),
            ("a month earns nothing", .recognition([])),
        ]
    }

    private static func row(_ posting: PostingTransaction.Posting) -> String {
        let owner =
            switch posting.account.owner {
            case .nobody: ""
            case .party(let place): ":account \(place.index)"
            case .product(let place): ":product \(place.index)"
            case .rate(let percent): ":\(percent)%"
            case .other: ":Other"
            }
        let amount = "\(posting.amount.amount)"
        let pad = String(repeating: " ", count: max(0, 10 - amount.count))
        return "\(pad)\(amount)  \(posting.account.path)\(owner)\n"
    }

    @Test func whatDoesNotAddUpNamesItsDocument() throws {
        let document = PostingDocument(.creditNote, "CN-2026-0001", nil)
        let dollar = try Money("1.00", Currency(iso: "USD")!)
        for (other, words) in [
            (try Self.euros("-0.99"), "its postings come to 0.01 EUR instead of nothing"),
            (dollar.negated, "its postings are in several currencies"),
        ] {
            let error = #expect(throws: PostingError.self) {
                try PostingTransaction(
                    on: Self.day,
                    .invoice,
                    document,
                    of: acme,
                    postings: [.init(.bank, Self.euros("1.00")), .init(.deferred, other)]
                )
            }
            #expect("\(try #require(error))" == "credit note CN-2026-0001: \(words)")
        }
    }

    /// What was earned and spent is one sum then; what is nothing is left out.
    @Test func balancesAreBroughtForwardByCurrency() throws {
        let yen = Money(minorUnits: 300, Currency(iso: "JPY")!)
        var balances = PostingBalances()
        let document = PostingDocument(.payment, "1", nil)
        for postings: [PostingTransaction.Posting] in try [
            [.init(.bank, yen), .init(.onAccount(acme), yen.negated)],
            [.init(.badDebts, Self.euros("5.00")), .init(.receivable(acme), Self.euros("-5.00"))],
            [.init(.receivable(acme), Self.euros("5.00")), .init(.deferred, Self.euros("-5.00"))],
        ] {
            balances.add(
                try PostingTransaction(
                    on: Self.day,
                    .payment,
                    document,
                    of: acme,
                    postings: postings
                )
            )
        }
        let opening = try balances.opening(on: Self.day)
        let rows = opening.map { $0.postings.map(Self.row).joined() }
        #expect(
            rows == [
                "     -5.00  Liabilities:Deferred\n      5.00  Equity:Retained\n",
                "       300  Assets:Bank\n      -300  Liabilities:OnAccount:account 0\n",
            ]
        )
    }
}
