/// What is billed of one contract at a time.
struct ContractBilling {
    private let account: RecordID
    private let record: ContractRecord
    private let billed: [BilledItem]
    private let billedByName: [DueName: [BilledItem]]
    private let taxCodes: [String: String]
    private let usage: UsageSource

    init(
        account: RecordID,
        record: ContractRecord,
        billed: [BilledItem],
        taxCodes: [String: String],
        usage: UsageSource,
    ) {
        self.account = account
        self.record = record
        self.billed = billed
        billedByName = Dictionary(grouping: billed, by: \.name)
        self.taxCodes = taxCodes
        self.usage = usage
    }

    private var contract: Contract { record.contract }

    func charges(at moment: Instant) throws -> [DraftInvoice.Charge] {
        var due: [DueName: DueAmount] = [:]
        var entries: [DueReconciliation.Entry] = []
        for line in try lines(at: moment) {
            let amount = try naming(line.key.item) { try self.amount(of: line) }
            due[line.name] = amount
            entries.append(amount.entry)
        }
        let before = billed.map { item in
            DueReconciliation.Entry(
                plan: item.name.plan,
                key: item.name.key,
                service: item.service,
                amount: item.net
            )
        }
        var charges: [DraftInvoice.Charge] = []
        for change in try DueReconciliation.adjustments(billed: before, due: entries) {
            charges += try naming(change.key.item) {
                if change.cause == .new, let amount = due[change.name] {
                    try self.charges(for: amount)
                } else {
                    [try correction(change)]
                }
            }
        }
        return charges
    }

    /// What is due, and what was billed ahead of it: a run for an earlier day takes nothing back.
    private func lines(at moment: Instant) throws -> [Gathering.Line] {
        let horizon = max(moment, billed.map(\.service.to).max() ?? moment)
        // A phase that begins at this very moment is due in advance too.
        return try contract.due(through: horizon.adding(microseconds: 1), .of(record.profile))
            .filter { $0.invoiceAt <= moment || billedByName[$0.name] != nil }
    }

    /// An error says which item it is about.
    private func naming<Answer>(_ item: String, _ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch {
            throw BillingProblem(contract: record.key, item: item, error)
        }
    }

    // MARK: - Amounts

    /// A due item with its amount, and how that came about. Nothing was rated where it was billed
    /// and has not changed since.
    private struct DueAmount {
        let line: Gathering.Line
        let net: Money
        let part: UsagePart
        let rated: RatedPart?

        var entry: DueReconciliation.Entry {
            .init(plan: line.plan, key: line.key, service: line.service, amount: net)
        }
    }

    private func amount(of line: Gathering.Line) throws -> DueAmount {
        guard let detail = line.terms.price.usageDetail else {
            return try rate(line, UsagePart(.one))
        }
        guard let product = line.item.product else { throw BillingProblem.Cause.noProduct }
        let question = UsageQuestion(
            account: account,
            product: product,
            period: line.service,
            detail: detail
        )
        let known = billedByName[line.name] ?? []
        if known.last?.service == line.service, try !usage.hasChanged(question) {
            let net = try known.reduce(Money.zero(contract.currency)) { try $0.adding($1.net) }
            return DueAmount(line: line, net: net, part: UsagePart(.zero), rated: nil)
        }
        return try rate(line, try usage.usage(question))
    }

    private func rater(for line: Gathering.Line) -> Rater {
        Rater(line.terms, .currency(contract.currency), .of(record.profile))
    }

    private func rate(_ line: Gathering.Line, _ part: UsagePart) throws -> DueAmount {
        let rated = try rater(for: line).rate(part)
        let total = try LineTotals.sum(rated.lines).total
        let net = try Money(rounding: total, to: contract.currency)
        return DueAmount(line: line, net: net, part: part, rated: rated)
    }

    // MARK: - Charges

    /// A charge for what was used or agreed, and one for what a minimum is short of.
    private func charges(for amount: DueAmount) throws -> [DraftInvoice.Charge] {
        guard let rated = amount.rated else { return [] }
        let derivations = try rater(for: amount.line).derivations(of: rated, amount.part)
        let steps = Array(zip(rated.lines, derivations))
        let (regular, minimum) = (
            steps.filter { $0.0.rule != .minimum }, steps.filter { $0.0.rule == .minimum }
        )
        var charges: [DraftInvoice.Charge] = []
        if !regular.isEmpty || minimum.isEmpty { charges.append(try charge(for: amount, regular)) }
        if !minimum.isEmpty { charges.append(try charge(for: amount, minimum)) }
        return charges
    }

    private func charge(
        for amount: DueAmount,
        _ steps: [(DetailedLine, Derivation)],
    ) throws -> DraftInvoice.Charge {
        let line = amount.line
        let sums = try LineTotals.sum(steps.map(\.0))
        let gross = try sums.amount.adding(sums.charges)
        // Several prices in one line leave no price for one unit.
        let single = steps.count == 1 ? steps[0].0 : nil
        let isMinimum = single?.rule == .minimum
        return DraftInvoice.Charge(
            account: account.description,
            product: line.item.product,
            key: line.key.description,
            service: line.service,
            quantity: single?.quantity ?? amount.part.quantity,
            unitAmount: single?.unitAmount,
            amount: try Money(rounding: gross, to: contract.currency),
            discount: try Money(rounding: sums.discounts, to: contract.currency),
            tax: try tax(on: line.item),
            basis: ChargeBasis(
                contract: record.id,
                due: line.name,
                title: isMinimum ? "\(line.item.name), minimum" : line.item.name,
                kind: isMinimum ? .minimum : line.terms.price.kind == .flat ? .flat : .usage,
                cause: .new,
                derivations: steps.map(\.1)
            )
        )
    }

    /// The code of the item decides, or else that of its product.
    private func tax(on item: PricedItem) throws -> TaxRate {
        let code = item.taxCode ?? item.product.flatMap { taxCodes[$0] }
        guard let rate = contract.taxes.rate(of: code) else {
            throw BillingProblem.Cause.noTaxRate(code: code)
        }
        return rate
    }

    /// What was billed is made to agree with what is due, at the tax at which it was billed.
    private func correction(
        _ change: DueReconciliation.Adjustment
    ) throws -> DraftInvoice.Charge {
        guard let known = billedByName[change.name], let last = known.last else {
            preconditionFailure("only what was billed is corrected: \(change.name)")
        }
        let before = try known.reduce(Money.zero(contract.currency)) { try $0.adding($1.net) }
        let now = try before.adding(change.amount)
        let step = DerivationStep.corrected(from: before.amount, to: now.amount)
        return DraftInvoice.Charge(
            account: account.description,
            product: last.product,
            key: change.key.description,
            service: change.service,
            quantity: change.amount.isNegative ? PreciseAmount(-1) : .one,
            unitAmount: change.amount.amount.magnitude,
            amount: change.amount,
            discount: .zero(contract.currency),
            tax: last.tax,
            basis: ChargeBasis(
                contract: record.id,
                due: change.name,
                title: last.title,
                kind: .correction,
                cause: change.cause,
                derivations: [Derivation(steps: [step])]
            )
        )
    }
}
