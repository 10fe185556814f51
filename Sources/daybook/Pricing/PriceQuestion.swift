import DaybookCore
import DaybookLive
import DaybookShapes

/// One price and one quantity, as the command line asks for them.
struct PriceQuestion {
    let terms: PriceTerms
    let part: UsagePart
    let currency: Currency
    let profile: ArithmeticProfile

    static let options: [OptionSpec] = [
        .value("file", "FILE", .path(.file), "A price as JSON; `-` reads it from standard input"),
        .value("flat", "AMOUNT", .amount, "An amount per period"),
        .value("unit", "AMOUNT", .amount, "An amount per unit"),
        .value("package", "AMOUNT/SIZE", .text, "An amount per started package of a size"),
        .value("percent", "RATE", .text, "A share of a metered amount, in percent"),
        .value(
            "tier",
            "UPTO:UNIT[+FLAT]",
            .text,
            "A tier; the last has no UPTO, as in `:0.03`",
            isRepeatable: true
        ),
        .value(
            "mode",
            "MODE",
            .choice(TieredPrice.Mode.allCases.map(\.rawValue)),
            "How tiers are read",
            default: .value(TieredPrice.Mode.graduated.rawValue)
        ),
        .value("included", "QUANTITY", .text, "Units that are part of the price"),
        .value("discount", "PERCENT", .text, "A discount in percent"),
        .value("minimum", "AMOUNT", .amount, "What is owed at least"),
        .value("maximum", "AMOUNT", .amount, "What is owed at most"),
        .value("before", "QUANTITY", .text, "What was used earlier in the period"),
        .value(
            "event",
            "AMOUNT",
            .text,
            "What one event brought, where a price counts events",
            isRepeatable: true
        ),
        .value(
            "by",
            "VALUES=QUANTITY",
            .text,
            "What was used by values of the price's dimensions, as in `eu,large=12`",
            isRepeatable: true
        ),
        .value("currency", "CODE", .currency, "The currency", default: .value("EUR")),
        .value(
            "profile",
            "NAME",
            .choice(ProfileID.allCases.map(\.rawValue)),
            "Whose arithmetic",
            default: .value(ProfileID.daybook.rawValue)
        ),
    ]

    init(_ session: Session) throws {
        let invocation = session.invocation
        let id = ProfileID(rawValue: invocation.text("profile") ?? "") ?? .daybook
        profile = .of(id)
        let code = invocation.text("currency") ?? ""
        guard let currency = Currency(iso: code.uppercased()) else {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(code)) is no currency",
                advice: "give a code of ISO 4217, such as EUR"
            )
        }
        self.currency = currency
        do {
            terms = try Self.terms(session)
        } catch let error as PriceError {
            throw Failure(.wrongUsage, "the price is wrong: \(error)")
        }
        let before = try Self.number("before", session) ?? .zero
        let events = try invocation.list("event").map { try Self.number($0, "--event") }
        part = UsagePart(
            try Self.number(invocation.argument("QUANTITY"), "QUANTITY"),
            before: before,
            isFirst: before.isZero,
            events: events,
            cells: try invocation.list("by").map(Self.cell)
        )
        let sum = try events.reduce(PreciseAmount.zero) { try $0.adding($1) }
        if !events.isEmpty, sum != part.quantity {
            throw Failure(
                .wrongUsage,
                "the events bring \(sum.normalized), and the quantity is \(part.quantity)",
                advice: "give --event once for each event, and their sum as the quantity"
            )
        }
    }

    /// `eu,large=12`
    private static func cell(_ text: String) throws -> UsagePart.MatrixCell {
        guard let sign = text.lastIndex(of: "=") else {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(text)) is no part of a quantity",
                advice: "write VALUES=QUANTITY, such as eu,large=12"
            )
        }
        let values = text[..<sign].split(separator: ",", omittingEmptySubsequences: false)
        let quantity = try number(String(text[text.index(after: sign)...]), "--by")
        return UsagePart.MatrixCell(values: values.map(String.init), quantity: quantity)
    }

    // MARK: - The price

    private static func terms(_ session: Session) throws -> PriceTerms {
        if let path = session.invocation.text("file") {
            let bytes = try FileSource.content(of: path == "-" ? "/dev/stdin" : path)
            do throws(ShapeFaults) {
                return try PriceFile.terms(in: bytes)
            } catch {
                throw Failure(.wrongUsage, "\(path): \(error)", instance: path)
            }
        }
        return try PriceTerms(
            try price(session),
            included: try number("included", session),
            discountPercent: try number("discount", session),
            maximum: try number("maximum", session),
            minimum: try number("minimum", session)
        )
    }

    private static func price(_ session: Session) throws -> Price {
        let invocation = session.invocation
        var prices: [Price] = []
        if let amount = try number("flat", session) { prices.append(.flat(amount, .inArrears)) }
        if let amount = try number("unit", session) { prices.append(.unit(amount)) }
        if let text = invocation.text("package") { prices.append(try package(text)) }
        if let percent = try number("percent", session) {
            prices.append(.percentage(try PercentagePrice(percent: percent)))
        }
        let tiers = invocation.list("tier")
        if !tiers.isEmpty {
            let mode = TieredPrice.Mode(rawValue: invocation.text("mode") ?? "") ?? .graduated
            prices.append(.tiered(try TieredPrice(mode, tiers.map(tier))))
        }
        guard prices.count == 1, let price = prices.first else {
            throw Failure(
                .wrongUsage,
                prices.isEmpty ? "there is no price" : "there are \(prices.count) prices",
                advice: "give one of --unit, --flat, --package, --percent, --tier or --file"
            )
        }
        return price
    }

    private static func package(_ text: String) throws -> Price {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(text)) is no package",
                advice: "write AMOUNT/SIZE, such as 15/1000"
            )
        }
        let amount = try number(parts[0], "--package")
        return .package(try PackagePrice(amount: amount, size: number(parts[1], "--package")))
    }

    /// `1000:0.05+10`: up to 1,000 at 0.05 each, and 10 for coming into the tier.
    private static func tier(_ text: String) throws -> PriceTier {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .wrongUsage,
                "\(Words.quoted(text)) is no tier",
                advice: "write UPTO:UNIT or UPTO:UNIT+FLAT, and the last without UPTO"
            )
        }
        let prices = parts[1].split(separator: "+", omittingEmptySubsequences: false)
            .map(String.init)
        return PriceTier(
            upTo: parts[0].isEmpty ? nil : try number(parts[0], "--tier"),
            flat: prices.count > 1 ? try number(prices[1], "--tier") : nil,
            unit: prices[0].isEmpty ? nil : try number(prices[0], "--tier")
        )
    }

    // MARK: - Numbers

    private static func number(_ option: String, _ session: Session) throws -> PreciseAmount? {
        try session.invocation.text(option).map { try number($0, "--\(option)") }
    }

    private static func number(_ text: String, _ place: String) throws -> PreciseAmount {
        do throws(NumberSyntaxError) {
            return try PreciseAmount(text)
        } catch {
            throw Failure(.wrongUsage, "\(place): \(Words.quoted(text)) is no number: \(error)")
        }
    }
}
