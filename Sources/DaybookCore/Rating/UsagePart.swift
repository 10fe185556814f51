/// What was used in a period, or in a part of one that is billed in parts.
package struct UsagePart: Hashable, Sendable {
    /// Used in this part.
    package var quantity: PreciseAmount
    /// Used in the period before this part.
    package var before: PreciseAmount
    package var isFirst: Bool
    package var isLast: Bool
    /// What the parts before have billed, net, without minimum charges.
    package var billedBefore: PreciseAmount
    /// What each event brought, where a price counts events: a share, fixed parts and bounds.
    package var events: [PreciseAmount]
    /// How many events the parts before had.
    package var eventsBefore: Int
    /// What was used by combinations of dimension values, where a price asks for them.
    package var cells: [MatrixCell]

    package struct MatrixCell: Hashable, Sendable {
        package let values: [String]
        package let quantity: PreciseAmount

        package init(values: [String], quantity: PreciseAmount) {
            self.values = values
            self.quantity = quantity
        }
    }

    /// A whole period, unless told otherwise.
    package init(
        _ quantity: PreciseAmount,
        before: PreciseAmount = .zero,
        isFirst: Bool = true,
        isLast: Bool = true,
        billedBefore: PreciseAmount = .zero,
        events: [PreciseAmount] = [],
        eventsBefore: Int = 0,
        cells: [MatrixCell] = [],
    ) {
        self.quantity = quantity
        self.before = before
        self.isFirst = isFirst
        self.isLast = isLast
        self.billedBefore = billedBefore
        self.events = events
        self.eventsBefore = eventsBefore
        self.cells = cells
    }
}
