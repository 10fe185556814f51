/// What is billed of one contract at a time.
struct ContractBilling {
    let account: RecordID
    let record: ContractRecord
    private let billed: [BilledItem]
    let billedByName: [DueName: [BilledItem]]
    let taxCodes: [String: String]
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

    var contract: Contract { record.contract }

    func charges(at moment: Instant) throws -> [DraftInvoice.Charge] {
        var amounts: [DueAmount] = []
        for line in try lines(at: moment) {
            amounts += try naming(line.key.item) { try self.amounts(of: line, at: moment) }
        }
        for commitment in contract.commitments {
            amounts += try naming(commitment.key) {
                try shortfall(of: commitment, after: amounts, at: moment)
            }
        }
        let before = billed.map { item in
            DueReconciliation.Entry(
                plan: item.name.plan,
                key: item.name.key,
                service: item.service,
                amount: item.net
            )
        }
        let due = Dictionary(amounts.map { ($0.name, $0) }) { one, _ in one }
        var charges: [DraftInvoice.Charge] = []
        let adjustments = try DueReconciliation.adjustments(
            billed: before,
            due: amounts.map(\.entry)
        )
        for change in adjustments {
            charges += try naming(change.key.item) {
                if change.cause == .new, let amount = due[change.name] {
                    try self.charges(for: amount)
                } else {
                    [try correction(change, to: due[change.name])]
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
            .filter { line in
                line.invoiceAt <= moment || billedByName[line.name] != nil
                    || parts(of: line).contains { billedByName[$0.name] != nil }
            }
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

    private func amounts(of line: Gathering.Line, at moment: Instant) throws -> [DueAmount] {
        guard let detail = line.terms.price.usageDetail else {
            let parts = parts(of: line)
            return parts.isEmpty
                ? [try rate(line, UsagePart(.one))] : try share(line, among: parts, at: moment)
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
            return [
                DueAmount(name: line.name, service: line.service, net: net, basis: .unchanged)
            ]
        }
        return [try rate(line, try usage.usage(question))]
    }

    func rater(for line: Gathering.Line) -> Rater {
        Rater(line.terms, .currency(contract.currency), .of(record.profile))
    }

    func rate(_ line: Gathering.Line, _ part: UsagePart) throws -> DueAmount {
        let rated = try rater(for: line).rate(part)
        let total = try LineTotals.sum(rated.lines).total
        let net = try Money(rounding: total, to: contract.currency)
        return DueAmount(
            name: line.name,
            service: line.service,
            net: net,
            basis: .rated(line, part, rated)
        )
    }
}
