package import DaybookCore

/// Usage of accounts as billing asks for it, from the meters and events of a ledger.
package struct LedgerUsage {
    private let connection: Connection
    /// Whose days the dates of aliases are.
    private let zone: ZoneRules
    private let late: LateUsage

    package init(_ connection: Connection, zone: ZoneRules, late: LateUsage = .none) {
        self.connection = connection
        self.zone = zone
        self.late = late
    }

    package var source: UsageSource {
        UsageSource(
            usage: { try usage($0) },
            hasChanged: { question in
                let type = try meter(of: question.product).eventType
                return late.concerns(question.account, type, question.period)
            }
        )
    }

    /// Why usage cannot be told.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case noProduct(String)
        case noMeter(product: String)
        /// The meter has no group of this name.
        case noGroup(meter: String, name: String)
        /// An alias begins or ends within the period, and the values before and after it cannot
        /// be put together.
        case aliasChanges(name: String, meter: String, Aggregation)

        package var description: String {
            switch self {
            case .noProduct(let product): "there is no product \(product)"
            case .noMeter(let product): "no meter counts \(product)"
            case .noGroup(let meter, let name): "the meter \(meter) has no group \(name)"
            case .aliasChanges(let name, let meter, let aggregation):
                "the alias \(name) begins or ends within the period, and \(meter) takes the "
                    + "\(aggregation.rawValue), which cannot be put together from parts"
            }
        }
    }

    func meter(of product: String) throws -> Meter {
        let catalogue = CatalogueRepository(connection)
        guard let product = try catalogue.product(product) else {
            throw Failure.noProduct(product)
        }
        guard let key = product.meter, let stored = try MeterRepository(connection).find(key) else {
            throw Failure.noMeter(product: product.key)
        }
        return stored.meter
    }

    // MARK: - Answers

    private func usage(_ question: UsageQuestion) throws -> UsagePart {
        let meter = try meter(of: question.product)
        let names = try AccountNames(
            of: question.account,
            during: question.period,
            in: zone,
            connection
        )
        switch question.detail {
        case .total:
            let rows = try rows(meter, names, question, groupBy: [])
            return UsagePart(try rows.map(\.value).sum())
        case .values(let dimensions):
            for name in dimensions where !meter.groups.contains(where: { $0.name == name }) {
                throw Failure.noGroup(meter: meter.key, name: name)
            }
            let cells = try rows(meter, names, question, groupBy: dimensions).map { row in
                UsagePart.MatrixCell(
                    values: dimensions.map { name in
                        row.groups.first { $0.name == name }?.value ?? ""
                    },
                    quantity: row.value
                )
            }
            return UsagePart(try cells.map(\.quantity).sum(), cells: cells)
        case .events:
            let values = try eventValues(meter, names, question)
            return UsagePart(try values.sum(), events: values)
        }
    }

    private func rows(
        _ meter: Meter,
        _ names: AccountNames,
        _ question: UsageQuestion,
        groupBy: [String],
    ) throws -> [MeterRow] {
        if let first = names.passing.first, meter.aggregation != .sum, meter.aggregation != .count {
            throw Failure.aliasChanges(name: first.name, meter: meter.key, meter.aggregation)
        }
        var answers = MeterAnswers(connection)
        let parts =
            [(subjects: names.lasting, period: question.period)]
            + names.passing.map { (subjects: [$0.name], period: $0.period) }
        return try parts.flatMap { subjects, period in
            var query = MeterQuery()
            query.from = period.from
            query.to = period.to
            query.zone = zone
            query.groupBy = groupBy
            query.customers = [
                MeteredCustomer(id: question.account.description, key: nil, subjects: subjects)
            ]
            return try answers.rows(meter.key, query) ?? []
        }
    }

    /// What each event brought, in the order of their times.
    private func eventValues(
        _ meter: Meter,
        _ names: AccountNames,
        _ question: UsageQuestion,
    ) throws -> [PreciseAmount] {
        guard let reader = try MeterRepository(connection).reader(meter.key) else { return [] }
        var table = NameTable(connection, "event_subjects")
        var periods: [Int64: Period<Instant>] = [:]
        for name in names.lasting { periods[try table.find(name) ?? 0] = question.period }
        for (name, period) in names.passing { periods[try table.find(name) ?? 0] = period }
        periods[0] = nil
        var found: [(time: Instant, row: Int64, value: PreciseAmount)] = []
        var fetch = try EventFetch(connection, reader)
        let first = RollupStretch.hour(of: question.period.from.microseconds)
        let last = RollupStretch.hour(of: question.period.to.microseconds - 1)
        try fetch.forEach(hours: first..<last + 1, subjects: periods.keys.sorted()) { event in
            guard periods[event.subject]?.contains(event.time) ?? false,
                meter.takes(event.data), let value = reader.number(in: event.data)
            else { return }
            found.append((event.time, event.row, value))
        }
        return found.sorted { ($0.time, $0.row) < ($1.time, $1.row) }.map(\.value)
    }
}
