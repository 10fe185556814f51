/// What there is to do before the books are closed at the end of a month.
package struct CloseChecklist: Hashable, Sendable {
    /// The first day of the month.
    package let month: CivilDate
    package let points: [Point: Int]

    package init(of month: CivilDate, _ points: [Point: Int]) {
        precondition(month == month.startOfMonth, "a month is named by its first day")
        (self.month, self.points) = (month, points)
    }

    /// What is looked at, in the order in which one does it.
    package enum Point: String, CaseIterable, Sendable {
        /// Files of events that were not read to their end.
        case unfinishedImports = "unfinished-imports"
        /// Accounts for which a billing run has something to write, or cannot say what.
        case unbilledAccounts = "unbilled-accounts"
        case faultyAccounts = "faulty-accounts"
        /// Invoices for what was served until then, without a number yet.
        case drafts
        case unbilledEvents = "unbilled-events"
        case unallocatedPayments = "unallocated-payments"
        case overdueInvoices = "overdue-invoices"
        /// Changes that somebody asked for until then, and nobody has decided on.
        case waitingApprovals = "waiting-approvals"

        /// Whether the month is closed only if somebody says that it may be left open.
        package var isBlocking: Bool {
            switch self {
            case .unfinishedImports, .unbilledAccounts, .faultyAccounts, .drafts: true
            case .unbilledEvents, .unallocatedPayments, .overdueInvoices, .waitingApprovals: false
            }
        }
    }

    /// What is open of each point, in their order.
    package var open: [(point: Point, count: Int)] {
        Point.allCases.compactMap { point in
            points[point].flatMap { $0 > 0 ? (point, $0) : nil }
        }
    }

    package var obstacles: [Point] { open.map(\.point).filter(\.isBlocking) }
}
