package import DaybookCore

/// Acts on the invoices of a ledger: the state graph is asked, and what follows from an act is
/// written with it. Everything happens in the transaction of the connection.
package struct InvoiceDesk {
    package let connection: Connection
    let invoices: InvoiceRepository
    let clerk: Clerk

    /// The civil day on which the clerk acts.
    package var today: CivilDate { clerk.today }

    /// Who acts, and when.
    package struct Clerk: Sendable {
        package let name: String
        package let now: Instant
        /// The civil day of the organisation.
        package let today: CivilDate

        package init(name: String, now: Instant, today: CivilDate) {
            self.name = name
            self.now = now
            self.today = today
        }
    }

    package init(_ connection: Connection, _ clerk: Clerk) {
        self.connection = connection
        self.clerk = clerk
        invoices = InvoiceRepository(connection)
    }

    /// What the guards of the graph look at, of an invoice as it lies in the ledger.
    package func conditions(of invoice: Invoice) throws -> InvoiceConditions {
        let preparer = try invoices.preparer(of: invoice.id)
        return InvoiceConditions(
            lineCount: Int(
                try connection.integer(
                    """
                    SELECT count(*) FROM lines
                    WHERE invoice = (SELECT row FROM invoices WHERE id = ?)
                    """,
                    [.id(invoice.id)]
                )
            ),
            isCollected: invoice.state != .gathering || invoice.period.to <= clerk.today,
            isOwnWork: preparer == clerk.name
        )
    }

    // MARK: - Before issue

    /// Ends the gathering of an invoice whose period is over.
    package func collect(_ invoice: Invoice) throws -> Invoice {
        let after = try performed(.collect, on: invoice)
        try invoices.updateStanding(after)
        try invoices.sign(invoice.id, preparedBy: clerk.name)
        return after
    }

    package func approve(_ invoice: Invoice) throws -> Invoice {
        let after = try performed(.approve, on: invoice)
        try invoices.updateStanding(after)
        try invoices.sign(invoice.id, approvedBy: clerk.name)
        return after
    }

    package func reopen(_ invoice: Invoice) throws -> Invoice {
        let after = try performed(.reopen, on: invoice)
        try invoices.updateStanding(after)
        try invoices.sign(invoice.id, approvedBy: nil)
        return after
    }

    /// What a deleted draft has billed is due again, and what it used of credits is left again.
    package func delete(_ invoice: Invoice) throws {
        _ = try performed(.delete, on: invoice)
        try CreditRepository(connection).giveBack(invoice, on: clerk.today, at: clerk.now)
        try invoices.delete(invoice)
    }

    // MARK: - Issue and after

    /// Gives it the next number, and says in which months it is earned. The due date is the one
    /// that the draft names, unless it has passed.
    ///
    /// - Parameter day: today, or one before: nobody knows what becomes of it by a later one
    package func issue(
        _ invoice: Invoice,
        on day: CivilDate,
        dueAfterDays days: Int,
    ) throws -> Invoice {
        // The graph is asked first: a number is only taken for what can be issued.
        try require(.issue, of: invoice)
        guard day <= clerk.today else {
            throw InvoiceRefusal(invoice: Self.name(invoice), obstacle: .dayToCome(day))
        }
        let number = try NumberSeries(connection: connection, kind: .invoices).take(on: day)
        let due = try invoice.dueOn.map { max($0, day) } ?? day.adding(days: days)
        let after = try performed(.issue, on: invoice) { invoice in
            invoice.number = number.text
            invoice.issuedOn = day
            invoice.dueOn = due
        }
        try invoices.updateIssue(after)
        try RevenueRepository(connection).recognise(after)
        return after
    }

    package func void(_ invoice: Invoice, _ clearance: Clearance? = nil) throws -> Invoice {
        try require(clearance, for: .void, of: invoice.totals.total)
        // Where a note gave what was paid as a credit, and the payment was released, nothing of
        // the invoice is paid or credited, and the credit is there.
        let isUntouched = invoice.totals.paid.isZero && invoice.totals.credited.isZero
        if try isUntouched && CreditNoteRepository(connection).isCredited(invoice) {
            throw InvoiceRefusal(invoice: Self.name(invoice), obstacle: .unmet(.untouched))
        }
        let after = try settled(.void, of: invoice)
        try RevenueRepository(connection).takeBack(after, on: clerk.today)
        try CreditRepository(connection).giveBack(after, on: clerk.today, at: clerk.now)
        return after
    }

    /// What is open becomes bad debt.
    package func giveUp(
        _ invoice: Invoice,
        limit: Money? = nil,
        _ clearance: Clearance? = nil,
    ) throws -> Invoice {
        let open = try requireOpen(of: invoice, within: limit)
        try require(clearance, for: .giveUp, of: open)
        return try settled(.giveUp, of: invoice)
    }

    /// Gives up a rest that is not worth asking for.
    package func writeOff(
        _ invoice: Invoice,
        limit: Money?,
        _ clearance: Clearance? = nil,
    ) throws -> Invoice {
        let open = try requireOpen(of: invoice, within: limit)
        try require(clearance, for: .writeOff, of: open)
        return try settled(.writeOff, of: invoice)
    }

    /// What is open, if it is no more than somebody wants to do without.
    private func requireOpen(of invoice: Invoice, within limit: Money?) throws -> Money {
        let open = try invoice.open()
        if let limit, limit.currency == open.currency, open.minorUnits > limit.minorUnits {
            throw PaymentError(Self.name(invoice), .aboveLimit(rest: open, limit: limit))
        }
        return open
    }

    /// What was written off, small or bad, is owed again.
    package func reinstate(_ invoice: Invoice) throws -> Invoice {
        try settled(.reinstate, of: invoice)
    }

    /// Pays, releases, credits, gives up: whatever changes how far it is settled.
    ///
    /// - Parameter day: on which that counts; today where there is none
    func settled(
        _ change: SettlementChange,
        of invoice: Invoice,
        on day: CivilDate? = nil,
    ) throws -> Invoice {
        let conditions = try conditions(of: invoice)
        var life = try InvoiceLife(of: invoice)
        do throws(SettlementError) {
            try life.settle(change, at: clerk.now, conditions)
        } catch {
            throw PaymentError(Self.name(invoice), .settlement(error))
        }
        try invoices.updateStanding(life.now.invoice)
        // Whatever settles it may change what is lost of it: a credit note takes from that too.
        let (settlement, day) = (life.now.settlement, day ?? clerk.today)
        try invoices.updateLoss(.writeOff, of: invoice, settlement.writtenOff, on: day)
        try invoices.updateLoss(.badDebt, of: invoice, settlement.badDebt, on: day)
        return life.now.invoice
    }

    func require(
        _ clearance: Clearance?,
        for act: ApprovableAct,
        of amount: Money,
    ) throws {
        try Clearance.require(clearance, for: act, of: amount, by: clerk.name, connection)
    }

    // MARK: - The graph

    func require(_ act: InvoiceAct, of invoice: Invoice) throws {
        let conditions = try conditions(of: invoice)
        if let obstacle = try InvoiceLife(of: invoice).obstacle(to: act, conditions) {
            throw InvoiceRefusal(invoice: Self.name(invoice), obstacle: obstacle)
        }
    }

    func performed(
        _ act: InvoiceAct,
        on invoice: Invoice,
        changing change: (inout Invoice) -> Void = { _ in },
    ) throws -> Invoice {
        let conditions = try conditions(of: invoice)
        var life = try InvoiceLife(of: invoice)
        do throws(InvoiceObstacle) {
            // What is collected or changed stays as it was written: lines and sums with it.
            try life.perform(act, at: clerk.now, conditions, changing: change)
        } catch {
            throw InvoiceRefusal(invoice: Self.name(invoice), obstacle: error)
        }
        return life.now.invoice
    }

    /// What people call it: its number, or its id as long as it has none.
    static func name(_ invoice: Invoice) -> String { invoice.number ?? "\(invoice.id)" }
}

/// Why something was not done to an invoice, which it names.
package struct InvoiceRefusal: Error, Sendable, CustomStringConvertible {
    package let invoice: String
    package let obstacle: InvoiceObstacle

    package init(invoice: String, obstacle: InvoiceObstacle) {
        self.invoice = invoice
        self.obstacle = obstacle
    }

    package var description: String { "\(invoice): \(obstacle)" }
}
