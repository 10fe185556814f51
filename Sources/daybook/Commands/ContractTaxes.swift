import DaybookCore
import DaybookStore
import DaybookWire

/// The taxes of a contract, as a command line or a file says them.
struct ContractTaxes {
    private let input: RecordInput
    private let codes: [String]

    static let members = ["tax", "taxOf"]
    static let options: [OptionSpec] = [
        .value("tax", "PERCENT", .text, "The tax on everything that has none of its own"),
        .value("tax-of", "CODE=PERCENT", .text, "The tax of a tax code", isRepeatable: true),
    ]

    init(_ input: RecordInput, _ connection: Connection) throws {
        self.input = input
        codes = try CatalogueRepository(connection).taxCodes().map(\.key)
    }

    /// What is not named stays.
    func table(over current: TaxTable = TaxTable()) throws -> TaxTable {
        let advice = "write a percentage, such as 19"
        var rates = current.rates
        for (code, percent) in try input.numbers("taxOf", advice).sorted(by: { $0.key < $1.key }) {
            try require(code)
            rates[code] = try rate(percent, "taxOf", over: current.rates[code])
        }
        return TaxTable(standard: try standard(over: current.standard), rates: rates)
    }

    private func standard(over current: TaxRate?) throws -> TaxRate? {
        if let percent = try input.percent("tax") {
            return try rate(percent, "tax", over: current)
        }
        let isCleared = try input.isGiven("tax") || input.mentions("tax")
        return isCleared ? nil : current
    }

    private func require(_ code: String) throws {
        if codes.contains(code) { return }
        guard !codes.isEmpty else {
            throw Failure(
                .wrongUsage,
                "\(input.place("taxOf")): there is no tax code \(Words.quoted(code)), nor another",
                advice: "`daybook taxes create` adds one"
            )
        }
        let nearest = FailureReport.meant(code, among: codes)
        let known = codes.joined(separator: ", ")
        throw input.expected("a tax code (there are \(known))", "taxOf", code, nearest)
    }

    private func rate(
        _ percent: PreciseAmount,
        _ member: String,
        over current: TaxRate?,
    ) throws -> TaxRate {
        guard percent <= PreciseAmount(100),
            let rate = try? TaxRate(percent: percent, current?.behaviour ?? .exclusive)
        else { throw input.expected("a percentage from 0 to 100", member, "\(percent)") }
        return rate
    }
}

/// What of a contract cannot be billed because nobody has said how it is taxed.
struct UntaxedCodes {
    /// Nil for the rate of all that has none of its own.
    private let codes: [String?]

    init(_ contract: Contract, _ connection: Connection) throws {
        let products = try CatalogueRepository(connection).products()
        let codesByProduct = products.compactMap { product in
            product.taxCode.map { (product.key, $0) }
        }
        codes = contract.codesWithoutRate(Dictionary(uniqueKeysWithValues: codesByProduct))
    }

    var json: JSONValue { .array(codes.map { .string($0 ?? "standard") }) }

    /// `no rate of tax for std`; nil where nothing is missing.
    var words: String? {
        if codes.isEmpty { return nil }
        let names = codes.map { $0 ?? "what has no tax code" }
        return names == ["what has no tax code"]
            ? "no rate of tax" : "no rate of tax for \(names.sorted().joined(separator: " and "))"
    }

    /// A sentence with what helps; nil where nothing is missing.
    func note(of key: String) -> String? {
        words.map { words in
            "it has \(words): its account is not billed until "
                + "`\(Self.command(codes, of: key))` names it"
        }
    }

    /// What says the rates.
    static func command(_ codes: [String?], of key: String) -> String {
        let options =
            codes.contains(nil)
            ? ["--tax PERCENT"] : codes.compactMap(\.self).map { "--tax-of \($0)=PERCENT" }
        return "daybook contracts update \(Words.visible(key)) "
            + options.joined(separator: " ")
    }
}
