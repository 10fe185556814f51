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
        package let item: PricedItem
        package internal(set) var terms: PriceTerms
        /// Of what the terms' amount is a part; nil where it is no part.
        let prorated: ProratedAmount?
        package internal(set) var service: Period<Instant>
        package internal(set) var fullService: Period<Instant>
        package internal(set) var invoiceAt: Instant

        package init(
            _ item: DueItem,
            _ terms: PriceTerms,
            _ prorated: ProratedAmount? = nil,
            plan: Int = 0,
        ) {
            self.plan = plan
            self.prorated = prorated
            key = item.key
            self.item = item.item
            self.terms = terms
            service = item.service
            fullService = item.fullService
            invoiceAt = item.invoiceAt
        }

        package var name: DueName { DueName(plan: plan, key) }

        /// The part of it from a time on, if there is one.
        fileprivate func rest(after billed: Instant) -> Line? {
            guard let rest = try? Period(from: billed, to: service.to), !rest.isEmpty else {
                return nil
            }
            var line = self
            line.service = rest
            return line
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
        let names = Set(due.map(\.name))
        for index in invoices.indices where !invoices[index].isIssued {
            invoices[index].lines.removeAll { !names.contains($0.name) }
        }
        let waiting = Set(pending.map(\.name))
        shortenParts(due, waiting)
        let billed = billedParts
        var lines: [Line] = []
        for line in due {
            guard let parts = billed[line.name] else {
                lines.append(line)
                continue
            }
            let isWaiting = waiting.contains(line.name)
            let last = invoices[parts.last.invoice].lines[parts.last.line].service
            if parts.count == 1, !isWaiting, last.from <= line.service.from {
                // All of it stands on one invoice already.
                rewrite(line, at: parts.last)
            } else if isWaiting {
                if let rest = line.rest(after: last.to) { lines.append(rest) }
            } else {
                lengthen(line, at: parts.last)
            }
        }
        pending = inStandingOrder(lines)
    }

    /// Sorted by time; of those of one time, the ones that waited before keep their order.
    private func inStandingOrder(_ lines: [Line]) -> [Line] {
        var ranks: [DueName: Int] = [:]
        for (rank, line) in pending.enumerated() { ranks[line.name] = rank }
        let ranked = lines.enumerated().map { order, line in
            (line: line, rank: ranks[line.name] ?? pending.count + order)
        }
        return ranked.sorted { ($0.line.invoiceAt, $0.rank) < ($1.line.invoiceAt, $1.rank) }
            .map(\.line)
    }

    private mutating func rewrite(_ line: Line, at place: Place) {
        guard !invoices[place.invoice].isIssued else { return }
        // It stands on its invoice since the time at which it was due.
        let invoiceAt = invoices[place.invoice].lines[place.line].invoiceAt
        invoices[place.invoice].lines[place.line] = line
        invoices[place.invoice].lines[place.line].invoiceAt = invoiceAt
    }

    /// Parts on drafts end with the service; those that would begin behind its end are gone.
    private mutating func shortenParts(_ due: [Line], _ waiting: Set<DueName>) {
        let billed = billedParts
        var ends: [DueName: Instant] = [:]
        for line in due where (billed[line.name]?.count ?? 0) > 1 || waiting.contains(line.name) {
            ends[line.name] = line.service.to
        }
        for index in invoices.indices where !invoices[index].isIssued {
            invoices[index].lines = invoices[index].lines.compactMap { part in
                guard let end = ends[part.name], part.service.to > end else { return part }
                guard let rest = try? Period(from: part.service.from, to: end), !rest.isEmpty else {
                    return nil
                }
                var part = part
                part.service = rest
                return part
            }
        }
    }

    /// Where all parts are billed, the last one takes what is added to the service.
    private mutating func lengthen(_ line: Line, at place: Place) {
        let part = invoices[place.invoice].lines[place.line]
        guard !invoices[place.invoice].isIssued, line.service.to > part.service.to,
            let service = try? Period(from: part.service.from, to: line.service.to)
        else { return }
        invoices[place.invoice].lines[place.line].service = service
    }

    private struct Place {
        let invoice: Int
        let line: Int
    }

    /// How many parts of each due item stand on invoices, and where the latest of them does.
    private var billedParts: [DueName: (count: Int, last: Place)] {
        var parts: [DueName: (count: Int, last: Place)] = [:]
        for (invoice, document) in invoices.enumerated() {
            for (index, line) in document.lines.enumerated() {
                let place = Place(invoice: invoice, line: index)
                guard let known = parts[line.name] else {
                    parts[line.name] = (1, place)
                    continue
                }
                let last = invoices[known.last.invoice].lines[known.last.line].service.to
                let isLater = last < line.service.to
                parts[line.name] = (known.count + 1, isLater ? place : known.last)
            }
        }
        return parts
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
        // Usage is metered by whole seconds.
        let moment = moment.truncated(toMicroseconds: Microseconds.inSecond)
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
