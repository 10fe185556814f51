package typealias InvoiceTransition = StateGraph<InvoiceState, InvoiceAct, InvoiceGuard>.Transition

extension InvoiceState {
    /// The life of an invoice. «Overdue» is not in it: it follows from the due date.
    package static let graph = StateGraph(beforeIssue + afterIssue)

    /// Whether nothing leads out of it any more. What is paid can be again owed: its payment may
    /// bounce.
    package var isTerminal: Bool { Self.graph.isTerminal(self) }

    private typealias Row = InvoiceTransition

    private static let beforeIssue: [Row] = [
        Row(from: .gathering, .gather, to: .gathering, undo: .whileKept(.edit)),
        Row(
            from: .gathering,
            .collect,
            to: .draft,
            guards: [.hasLines, .collected],
            undo: .whileKept(.deletion)
        ),
        Row(
            from: .gathering,
            .delete,
            to: nil,
            guards: [.hasNoLines],
            undo: .whileKept(.newDraft)
        ),
        Row(from: .draft, .edit, to: .draft, undo: .whileKept(.edit)),
        Row(from: .draft, .recalculate, to: .draft, undo: .whileKept(.edit)),
        Row(from: .draft, .delete, to: nil, undo: .whileKept(.newDraft)),
        Row(
            from: .draft,
            .approve,
            to: .approved,
            guards: [.hasLines, .totalNotNegative, .preparedByAnother],
            undo: .whileKept(.reopening)
        ),
        Row(from: .approved, .reopen, to: .draft, undo: .whileKept(.edit)),
        // The number is taken: the series has no gap, so it is never given back.
        Row(
            from: .approved,
            .issue,
            to: .issued,
            guards: [.hasLines, .monthOpen],
            outcomes: [.open],
            undo: .never(.creditNote)
        ),
        Row(
            from: .approved,
            .issue,
            to: .paid,
            guards: [.hasLines, .monthOpen],
            outcomes: [.settled],
            undo: .never(.creditNote)
        ),
    ]

    private static let afterIssue: [Row] =
        [.issued, .partiallyPaid].flatMap { owed in
            [
                settling(owed, .pay, to: .partiallyPaid, [.open], .release, guards: [.open]),
                settling(owed, .pay, to: .paid, [.settled], .release, guards: [.open]),
                settling(owed, .credit, to: .partiallyPaid, [.open], .newInvoice),
                settling(owed, .credit, to: .paid, [.settled], .newInvoice),
                settling(owed, .writeOff, to: .paid, [.settled], .reinstatement, guards: [.open]),
                settling(
                    owed,
                    .giveUp,
                    to: .uncollectible,
                    [.givenUp],
                    .reinstatement,
                    guards: [.open]
                ),
            ]
        } + [
            settling(.partiallyPaid, .release, to: .issued, [.untouched], .allocation),
            settling(.partiallyPaid, .release, to: .partiallyPaid, [.touched], .allocation),
            settling(.paid, .release, to: .issued, [.open, .untouched], .allocation),
            settling(.paid, .release, to: .partiallyPaid, [.open, .touched], .allocation),
            settling(.paid, .release, to: .uncollectible, [.givenUp], .allocation),
            settling(.paid, .credit, to: .paid, [.settled], .newInvoice),
            settling(
                .paid,
                .reinstate,
                to: .issued,
                [.open, .untouched],
                .writeOff,
                guards: [.writtenOff]
            ),
            settling(
                .paid,
                .reinstate,
                to: .partiallyPaid,
                [.open, .touched],
                .writeOff,
                guards: [.writtenOff]
            ),
            settling(.uncollectible, .pay, to: .uncollectible, [.givenUp], .release),
            settling(.uncollectible, .pay, to: .paid, [.settled], .release),
            settling(.uncollectible, .release, to: .uncollectible, [.givenUp], .allocation),
            settling(.uncollectible, .credit, to: .uncollectible, [.givenUp], .newInvoice),
            settling(.uncollectible, .credit, to: .paid, [.settled], .newInvoice),
            settling(.uncollectible, .reinstate, to: .issued, [.open, .untouched], .writeOff),
            settling(.uncollectible, .reinstate, to: .partiallyPaid, [.open, .touched], .writeOff),
            voiding(.issued),
            voiding(.uncollectible),
            // Nothing was to be paid, so that no credit note can give the credits back.
            voiding(.paid, only: [.free]),
        ]

    /// A row that what is left to pay decides.
    private static func settling(
        _ from: InvoiceState,
        _ act: InvoiceAct,
        to state: InvoiceState,
        _ outcomes: [InvoiceGuard],
        _ compensation: Compensation,
        guards: [InvoiceGuard] = [],
    ) -> Row {
        // A credit note takes a number, as an invoice does.
        let undo: UndoRule = act == .credit ? .never(compensation) : .whileKept(compensation)
        return Row(from: from, act, to: state, guards: guards, outcomes: outcomes, undo: undo)
    }

    private static func voiding(_ from: InvoiceState, only guards: [InvoiceGuard] = []) -> Row {
        Row(
            from: from,
            .void,
            to: .void,
            guards: guards + [.untouched, .monthOpen],
            undo: .never(.newInvoice)
        )
    }
}
