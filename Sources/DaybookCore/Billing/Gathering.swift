/// What a contract owes, before and after it stands on invoices.
///
/// Due items are gathered under their keys, so that gathering again changes nothing; what an
/// issued invoice says stays as it is.
package struct Gathering: Hashable, Sendable {
    /// Lines that wait for an invoice, in the order in which they are due.
    package private(set) var pending: [Line] = []
    package private(set) var invoices: [Invoice] = []

    /// A due item with the terms that it is charged at, or a part of one.
    package struct Line: Hashable, Sendable {
        /// The contract's plan that it comes from, counted from nought.
        package let plan: Int
        package let key: DueKey
        package internal(set) var terms: PriceTerms
        package internal(set) var service: Period<Instant>
        package internal(set) var fullService: Period<Instant>
        package internal(set) var invoiceAt: Instant

        package init(_ item: DueItem, _ terms: PriceTerms, plan: Int = 0) {
            self.plan = plan
            key = item.key
            self.terms = terms
            service = item.service
            fullService = item.fullService
            invoiceAt = item.invoiceAt
        }

        /// Whether usage of part of the service can be billed before all of it is known.
        var isDivisible: Bool {
            switch terms.price {
            case .flat: false
            case .tiered(let price): price.mode == .graduated
            case .unit, .package, .dynamic, .percentage, .matrix: true
            }
        }
    }

    package struct Invoice: Hashable, Sendable {
        package let name: String
        package fileprivate(set) var lines: [Line]
        package fileprivate(set) var isIssued = false
    }

    package init() {}

    // MARK: - Gathering

    /// Makes the lines agree with what is due now. Lines of issued invoices are left alone; those
    /// of drafts are rewritten.
    package mutating func gather(_ due: [Line]) {
        let keys = Set(due.map(\.key))
        pending.removeAll { !keys.contains($0.key) }
        for index in invoices.indices where !invoices[index].isIssued {
            invoices[index].lines.removeAll { !keys.contains($0.key) }
        }
        for line in due { gather(line) }
        pending.sort { $0.invoiceAt < $1.invoiceAt }
    }

    private mutating func gather(_ line: Line) {
        let places = invoices.indices.flatMap { invoice in
            invoices[invoice].lines.indices.compactMap { index in
                invoices[invoice].lines[index].key == line.key ? (invoice, index) : nil
            }
        }
        let waiting = pending.firstIndex { $0.key == line.key }
        guard
            let last = places.max(by: {
                invoices[$0.0].lines[$0.1].service.to < invoices[$1.0].lines[$1.1].service.to
            })
        else {
            if let waiting { pending[waiting] = line } else { pending.append(line) }
            return
        }
        let billed = invoices[last.0].lines[last.1].service
        if places.count == 1, waiting == nil, billed.from <= line.service.from {
            // All of it stands on one invoice already.
            if !invoices[last.0].isIssued { invoices[last.0].lines[last.1] = line }
            return
        }
        // Parts of it are billed; what is left waits.
        if let waiting {
            guard let rest = try? Period(from: billed.to, to: line.service.to), !rest.isEmpty else {
                pending.remove(at: waiting)
                return
            }
            pending[waiting] = line
            pending[waiting].service = rest
        }
    }

    // MARK: - Invoicing

    /// Puts everything that may be billed at a time on a new invoice. Answers whether there was
    /// anything.
    ///
    /// - Parameter progressively: usage of part of a period is billed too, and the line divided
    @discardableResult
    package mutating func invoice(
        asOf moment: Instant,
        as name: String,
        progressively: Bool,
    ) -> Bool {
        var lines: [Line] = []
        var rest: [Line] = []
        for line in pending {
            if line.invoiceAt <= moment && (!line.isUsage || line.service.to <= moment) {
                lines.append(line)
            } else if progressively, line.isUsage, line.service.to <= moment {
                lines.append(line)
            } else if progressively, line.isDivisible,
                let first = try? Period(from: line.service.from, to: moment), !first.isEmpty,
                let second = try? Period(from: moment, to: line.service.to), !second.isEmpty
            {
                var (part, remainder) = (line, line)
                part.service = first
                part.invoiceAt = moment
                remainder.service = second
                lines.append(part)
                rest.append(remainder)
            } else {
                rest.append(line)
            }
        }
        guard !lines.isEmpty else { return false }
        pending = rest
        invoices.append(Invoice(name: name, lines: lines))
        return true
    }

    /// From here on the invoice is never changed.
    package mutating func issue(_ name: String) {
        for index in invoices.indices where invoices[index].name == name {
            invoices[index].isIssued = true
        }
    }
}

extension Gathering.Line {
    fileprivate var isUsage: Bool { terms.price.kind != .flat }
}
