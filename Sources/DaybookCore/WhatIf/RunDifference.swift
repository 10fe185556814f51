/// Where two billing runs differ, and why.
package struct RunDifference: Hashable, Sendable {
    package let invoice: String
    package let line: String
    package let cause: Cause
    package let before: RunLine?
    package let after: RunLine?

    package enum Cause: String, CaseIterable, Hashable, Sendable {
        /// The invoice is in the second run only, or in the first.
        case invoiceAdded = "invoice added"
        case invoiceGone = "invoice gone"
        case lineAdded = "line added"
        case lineGone = "line gone"
        case quantity
        case price
        case quantityAndPrice = "quantity and price"
        /// The same quantity and price: a discount, a credit, or the rounding.
        case reduction
        case currency
    }

    /// What the second run bills more; nil where the currencies differ.
    package func change() throws(NumberError) -> Money? {
        switch (before, after) {
        case (let before?, let after?):
            guard before.amount.currency == after.amount.currency else { return nil }
            return try after.amount.subtracting(before.amount)
        case (let before?, nil): return before.amount.negated
        case (nil, let after?): return after.amount
        case (nil, nil): return nil
        }
    }

    /// Walks two runs side by side. Both are in the order of `RunLine.isBefore`, and a run has no
    /// line twice; equal lines make no difference.
    package static func differences(
        from before: [RunLine],
        to after: [RunLine],
    ) throws(RunOrderError) -> [RunDifference] {
        var differences: [RunDifference] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            try requireOrder(before, left)
            try requireOrder(after, right)
            switch (left < before.count, right < after.count) {
            case (true, true) where before[left].hasKey(of: after[right]):
                if let cause = cause(before[left], after[right]) {
                    differences.append(.init(cause, before[left], after[right]))
                }
                (left, right) = (left + 1, right + 1)
            case (true, true) where RunLine.isBefore(before[left], after[right]), (true, false):
                let isWhole = !after.hasInvoice(before[left].invoice, near: right)
                differences.append(.init(isWhole ? .invoiceGone : .lineGone, before[left], nil))
                left += 1
            case (_, _):
                let isWhole = !before.hasInvoice(after[right].invoice, near: left)
                differences.append(.init(isWhole ? .invoiceAdded : .lineAdded, nil, after[right]))
                right += 1
            }
        }
        return differences
    }

    private init(_ cause: Cause, _ before: RunLine?, _ after: RunLine?) {
        self.cause = cause
        self.before = before
        self.after = after
        invoice = before?.invoice ?? after?.invoice ?? ""
        line = before?.line ?? after?.line ?? ""
    }

    private static func requireOrder(_ run: [RunLine], _ index: Int) throws(RunOrderError) {
        guard index > 0, index < run.count else { return }
        guard RunLine.isBefore(run[index - 1], run[index]) else {
            throw RunOrderError(invoice: run[index].invoice, line: run[index].line)
        }
    }

    private static func cause(_ before: RunLine, _ after: RunLine) -> Cause? {
        if before.amount.currency != after.amount.currency { return .currency }
        let hasQuantity = before.quantity != after.quantity
        let hasPrice = before.unitAmount != after.unitAmount
        switch (hasQuantity, hasPrice) {
        case (true, true): return .quantityAndPrice
        case (true, false): return .quantity
        case (false, true): return .price
        case (false, false): return before.amount == after.amount ? nil : .reduction
        }
    }
}

/// A run is not in order, or has a line twice.
package struct RunOrderError: Error, Hashable, Sendable {
    package let invoice: String
    package let line: String

    package init(invoice: String, line: String) {
        self.invoice = invoice
        self.line = line
    }
}

extension RunLine {
    fileprivate func hasKey(of other: RunLine) -> Bool {
        line == other.line && invoice == other.invoice
    }
}

extension [RunLine] {
    /// Whether an invoice has lines just before or at a place, where all of them would be.
    fileprivate func hasInvoice(_ invoice: String, near index: Int) -> Bool {
        (index < count && self[index].invoice == invoice)
            || (index > 0 && self[index - 1].invoice == invoice)
    }
}
