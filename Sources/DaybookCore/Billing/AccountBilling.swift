/// What is billed to one account on a day: contracts, usage and what was billed before in, charges
/// out. Preview, run and simulation are this one computation.
package struct AccountBilling {
    private let account: RecordID
    private let contracts: [ContractRecord]
    private let billed: [RecordID: [BilledItem]]
    private let taxCodes: [String: String]
    private let usage: UsageSource

    /// - Parameters:
    ///   - billed: what was billed of each contract, in the order in which it was
    ///   - taxCodes: the tax codes of products, for items that have none of their own
    package init(
        account: RecordID,
        contracts: [ContractRecord],
        billed: [RecordID: [BilledItem]],
        taxCodes: [String: String],
        usage: UsageSource,
    ) {
        self.account = account
        self.contracts = contracts
        self.billed = billed
        self.taxCodes = taxCodes
        self.usage = usage
    }

    /// The charges that are due at a time and not billed yet, corrections of earlier ones included.
    package func charges(at moment: Instant) throws(BillingProblem) -> [DraftInvoice.Charge] {
        var charges: [DraftInvoice.Charge] = []
        for record in contracts where record.contract.state(at: moment) != .draft {
            let billing = ContractBilling(
                account: account,
                record: record,
                billed: billed[record.id] ?? [],
                taxCodes: taxCodes,
                usage: usage
            )
            do {
                charges += try billing.charges(at: moment)
            } catch let problem as BillingProblem {
                throw problem
            } catch {
                throw BillingProblem(contract: record.key, error)
            }
        }
        return charges
    }
}
