/// By what a query splits, and the combinations of values that have come so far, as numbers: events
/// by the million are told apart by one of them.
struct MeterSplit: Sendable {
    private let dimensions: [Dimension]
    /// The number of each text, in each dimension.
    private var numbers: [[ExactText: Int]]
    /// Each combination is one that ends a dimension earlier, with one text more.
    private var steps: [Step: Int] = [:]
    private var combinations: [[String]] = [[]]

    enum Dimension: Hashable, Sendable {
        case subject
        case customer
        /// A group of the meter, by its place among the groups.
        case group(Int, name: String)
    }

    private struct Step: Hashable {
        let from: Int
        let dimension: Int
        let text: Int
    }

    init(_ query: MeterQuery, _ meter: Meter) throws(MeterQueryError) {
        var dimensions: [Dimension] = []
        for name in query.splits {
            switch name {
            case MeterQuery.subjectName: dimensions.append(.subject)
            case MeterQuery.customerName: dimensions.append(.customer)
            default:
                guard let index = meter.groups.firstIndex(where: { $0.name == name }) else {
                    throw .unknownGroup(name)
                }
                dimensions.append(.group(index, name: name))
            }
        }
        self.dimensions = dimensions
        numbers = Array(repeating: [:], count: dimensions.count)
    }

    var isSingle: Bool { dimensions.isEmpty }

    /// The number of the combination that holds for a subject, a customer and groups.
    mutating func number(
        subject: String,
        customer: String,
        group: (Int) -> String,
    ) -> Int {
        if dimensions.isEmpty { return 0 }
        var number = 0
        for (index, dimension) in dimensions.enumerated() {
            let text =
                switch dimension {
                case .subject: subject
                case .customer: customer
                case .group(let place, _): group(place)
                }
            number = advance(number, index, text)
        }
        return number
    }

    private mutating func advance(_ number: Int, _ dimension: Int, _ text: String) -> Int {
        let exact = ExactText(text)
        let known = numbers[dimension][exact]
        let textNumber = known ?? numbers[dimension].count
        if known == nil { numbers[dimension][exact] = textNumber }
        let step = Step(from: number, dimension: dimension, text: textNumber)
        if let next = steps[step] { return next }
        combinations.append(combinations[number] + [text])
        steps[step] = combinations.count - 1
        return combinations.count - 1
    }

    /// The row of a combination.
    func row(_ number: Int, _ bounds: MeterRowBounds, _ value: PreciseAmount) -> MeterRow {
        var (subject, customer): (String?, String?)
        var groups: [MeterRow.Group] = []
        for (dimension, text) in zip(dimensions, combinations[number]) {
            switch dimension {
            case .subject: subject = text
            case .customer: customer = text
            case .group(_, let name): groups.append(MeterRow.Group(name: name, value: text))
            }
        }
        return MeterRow(
            from: bounds.from,
            to: bounds.to,
            value: value,
            subject: subject,
            customer: customer,
            groups: groups
        )
    }
}

/// The bounds that a row names.
struct MeterRowBounds: Sendable {
    let from: Instant?
    let to: Instant?

    var period: Period<Instant>? {
        guard let from, let to else { return nil }
        return try? Period(from: from, to: to)
    }
}
