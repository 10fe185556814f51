/// What a billing run makes of one account: drafts, or why there are none.
package struct AccountBill: Hashable, Sendable {
    package let account: RecordID
    package let accountKey: String
    /// The civil days of its invoices are those of this zone.
    package let zone: ZoneRules
    package let outcome: Outcome

    package enum Outcome: Hashable, Sendable {
        /// What came to nothing stands on no invoice, and is not looked at again.
        case billed([DraftInvoice], settled: [DraftInvoice.Charge])
        case failed(BillingProblem)
    }

    package init(
        account: RecordID,
        accountKey: String,
        zone: ZoneRules,
        outcome: Outcome,
    ) {
        self.account = account
        self.accountKey = accountKey
        self.zone = zone
        self.outcome = outcome
    }

    /// Puts charges on invoices. A charge of nothing stands on none.
    ///
    /// - Parameter credits: what the account may use; nothing is written to it
    package init(
        account: RecordID,
        accountKey: String,
        zone: ZoneRules,
        at moment: Instant,
        credits: CreditLedger? = nil,
        _ charges: () throws(BillingProblem) -> [DraftInvoice.Charge],
    ) {
        let outcome: Outcome
        do throws(BillingProblem) {
            let charges = try charges()
            let settled = charges.filter { $0.amount.isZero && $0.discount.isZero }
            let owed = charges.filter { !$0.amount.isZero || !$0.discount.isZero }
            let known = credits.map { [account.description: $0] } ?? [:]
            let invoices = try Self.invoices(for: owed, known, in: zone, at: moment)
            outcome = .billed(invoices, settled: settled)
        } catch {
            outcome = .failed(error)
        }
        self.init(account: account, accountKey: accountKey, zone: zone, outcome: outcome)
    }

    private static func invoices(
        for charges: [DraftInvoice.Charge],
        _ credits: [String: CreditLedger],
        in zone: ZoneRules,
        at moment: Instant,
    ) throws(BillingProblem) -> [DraftInvoice] {
        do {
            let day = try zone.date(of: moment)
            return try InvoiceAssembly().invoices(for: charges, credits: credits, on: day)
        } catch InvoiceAssembly.Failure.credit(let error) {
            throw BillingProblem(contract: nil, .credit(error))
        } catch InvoiceAssembly.Failure.number(let error) {
            throw BillingProblem(contract: nil, .number(error))
        } catch {
            throw BillingProblem(contract: nil, error)
        }
    }

    package var invoices: [DraftInvoice] {
        if case .billed(let invoices, _) = outcome { invoices } else { [] }
    }

    package var problem: BillingProblem? {
        if case .failed(let problem) = outcome { problem } else { nil }
    }

    /// Whether there is anything to write down.
    package var isEmpty: Bool {
        switch outcome {
        case .billed(let invoices, let settled): invoices.isEmpty && settled.isEmpty
        case .failed: false
        }
    }
}
