package import DaybookCore
package import DaybookWire

/// Contracts into JSON, in the form in which they are read.
extension JSONStream {
    package mutating func contract(_ contract: Contract) {
        object { json in
            json.text("currency", contract.currency.code)
            json.text("zone", contract.zone.name)
            json.proration(contract.proration)
            json.array("plans") { json in
                for plan in contract.plans { json.plan(plan) }
            }
            json.taxes(contract.taxes)
            if let renewal = contract.renewal { json.renewal(renewal) }
            if !contract.commitments.isEmpty {
                json.array("commitments") { json in
                    for commitment in contract.commitments { json.commitment(commitment) }
                }
            }
            if !contract.milestones.isEmpty {
                json.array("milestones") { json in
                    for milestone in contract.milestones { json.milestone(milestone) }
                }
            }
            json.set("signedAt", contract.signedAt)
            json.set("cancelledAt", contract.cancelledAt)
        }
    }

    mutating func proration(_ policy: ProrationPolicy) {
        object("proration") { json in
            json.bool("enabled", policy.isEnabled)
            json.text("atEnd", policy.atEnd.rawValue)
        }
    }

    // MARK: - What holds for all of it

    private mutating func taxes(_ taxes: TaxTable) {
        object("taxes") { json in
            if let standard = taxes.standard { json.rate("standard", standard) }
            json.object("rates") { json in
                for (code, rate) in taxes.rates.sorted(by: { $0.key < $1.key }) {
                    json.rate(code, rate)
                }
            }
        }
    }

    private mutating func rate(_ key: String, _ rate: TaxRate) {
        object(key) { json in
            json.decimal("percent", rate.percent)
            json.text("behaviour", rate.behaviour.rawValue)
        }
    }

    private mutating func renewal(_ renewal: RenewalTerms) {
        object("renewal") { json in
            json.duration("length", renewal.length)
            json.set("upliftPercent", renewal.upliftPercent)
            json.set("notice", renewal.notice)
            json.bool("automatic", renewal.isAutomatic)
            if let limit = renewal.limit { json.integer("limit", limit) }
        }
    }

    private mutating func commitment(_ commitment: TermCommitment) {
        object { json in
            json.text("key", commitment.key)
            json.decimal("amount", commitment.amount.amount)
            json.period("period", commitment.period)
        }
    }

    private mutating func milestone(_ milestone: Milestone) {
        object { json in
            json.text("key", milestone.key)
            json.decimal("percent", milestone.percent)
            json.bool("invoices", milestone.trigger.contains(.invoice))
            json.bool("earns", milestone.trigger.contains(.revenue))
            json.set("reachedOn", milestone.reachedOn?.iso8601)
        }
    }
}
