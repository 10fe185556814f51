import DaybookCore
import TestRigs
import Testing

@Suite struct MoneyTests {
    @Test func readsAmountsOfItsCurrencyAndShowsThem() throws {
        for row in try TestFolder().rows("Money-texts.tsv") {
            let currency = try #require(Currency(iso: row[1]))
            do {
                let money = try Money(row[0], currency)
                #expect("\(money.minorUnits)" == row[2], "\(row)")
                #expect(money.groupedText == row[3], "\(row)")
                #expect(try Money("\(money.amount)", currency) == money)
            } catch {
                #expect("\(error)" == row[2], "\(row)")
            }
        }
    }

    @Test func roundsAPreciseAmountToTheMinorUnit() throws {
        for row in try TestFolder().rows("Money-rounding.tsv") {
            let currency = try #require(Currency(iso: row[1]))
            let rule = try #require(RoundingRule(rawValue: row[2]))
            let money = try Money(rounding: PreciseAmount(row[0]), rule, to: currency)
            #expect("\(money.minorUnits)" == row[3], "\(row)")
        }
    }

    @Test func roundsAProductOnce() throws {
        let eur = try #require(Currency(iso: "EUR"))
        // The exact product 0.00499… stays below half a cent; rounded at 12 digits first, it
        // would reach it.
        let money = try Money(
            quantity: PreciseAmount("0.0049999999999999999"),
            times: PreciseAmount("0.9999999999999999999"),
            in: eur
        )
        #expect(money.minorUnits == 0)
        let largest = try Money(
            quantity: PreciseAmount("999999999999.999999999999"),
            times: PreciseAmount("1000.123456789012"),
            in: eur
        )
        #expect("\(largest)" == "1000123456789012.00 EUR")
    }

    @Test func refusesToAddUpTwoCurrenciesOrTooMuch() throws {
        let eur = try #require(Currency(iso: "EUR"))
        let usd = try #require(Currency(iso: "USD"))
        #expect(throws: NumberError.mixedCurrencies("EUR", "USD")) {
            try Money(minorUnits: 1, eur).adding(Money(minorUnits: 1, usd))
        }
        let largest = try Money("999999999999999999999999999999999999.99", eur)
        #expect(throws: NumberError.overflow) { try largest.adding(Money(minorUnits: 1, eur)) }
        #expect(try largest.subtracting(largest).isZero)
    }

    @Test func splitsAsTheTableOfLargestRemaindersSays() throws {
        let eur = try #require(Currency(iso: "EUR"))
        for row in try TestFolder().rows("Numbers-allocation.tsv") {
            let total = Money(minorUnits: try #require(Int128(row[0])), eur)
            let weights = try row[1].split(separator: ",").map { try PreciseAmount(String($0)) }
            do throws(NumberError) {
                let parts = try total.allocated(by: weights)
                let found = parts.map { "\($0.minorUnits)" }.joined(separator: ",")
                #expect(found == row[2], "\(row)")
            } catch {
                #expect(row[2] == "\(error)", "\(row)")
            }
        }
    }

    @Test func anEvenSplitLosesNoCent() {
        forEachSeed(500) { generator in
            let eur = try #require(Currency(iso: "EUR"))
            let units = Int128(Int64.random(in: .min ... .max, using: &generator))
            let count = Int.random(in: 1...40, using: &generator)
            let parts = Money(minorUnits: units, eur).allocated(evenly: count).map(\.minorUnits)
            try #require(parts.reduce(0, +) == units)
            try #require(parts.max()! - parts.min()! <= 1)
        }
    }
}

@Suite struct CurrencyTests {
    @Test func knowsAllOfISO4217() {
        #expect(Currency.allISO.count == 178)
        let digits = Dictionary(grouping: Currency.allISO, by: \.minorUnitDigits)
            .mapValues { $0.map(\.code).joined(separator: " ") }
        #expect(digits[4] == "CLF UYW")
        #expect(digits[3] == "BHD IQD JOD KWD LYD OMR TND")
        #expect(
            digits[0] == """
                BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC \
                XBD XDR XOF XPD XPF XPT XSU XTS XUA XXX
                """
        )
        #expect(Currency(iso: "eur") == nil && Currency(iso: "") == nil)
        #expect(Currency(iso: "EUR")?.name == "Euro")
    }

    @Test func takesCustomCurrenciesButNoDisguisedOnes() {
        #expect(Currency(custom: "API-CREDITS", minorUnitDigits: 6)?.minorUnitDigits == 6)
        #expect(Currency(custom: "EUR", minorUnitDigits: 3) == nil)
        #expect(Currency(custom: "EUR", minorUnitDigits: 2) == Currency(iso: "EUR"))
        for code in ["", "X", "credits", "A B", "É00", String(repeating: "A", count: 25)] {
            #expect(Currency(custom: code, minorUnitDigits: 2) == nil, "\(code)")
        }
        #expect(Currency(custom: "TOKEN", minorUnitDigits: 13) == nil)
        #expect(Currency(custom: "TOKEN", minorUnitDigits: -1) == nil)
    }
}
