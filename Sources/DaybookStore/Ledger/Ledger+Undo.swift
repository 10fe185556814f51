internal import CSQLite
package import DaybookCore

/// An act that was taken back, and the entry that says so.
package struct Undone: Sendable {
    package let cancelled: Int
    package let act: Act
    /// Nil when the ledger was as it should become.
    package let entry: Int?
}

extension Ledger {
    /// Takes back what an entry of the journal tells of, as a change of its own. To take back an
    /// undo is to do again.
    package func cancel(_ number: Int, by actor: String, at instant: Instant) throws -> Undone {
        let act = try read { connection in
            let cancelled = try Self.entry(number, on: connection).act
            return Act(
                actor: actor,
                at: instant,
                cause: cancelled.cause == .undo ? .redo : .undo,
                action: cancelled.action,
            )
        }
        let changed = try inWordsOfUndo(number) {
            try change(act, cancelling: number) { connection in
                try cancel(number, on: connection)
            }
        }
        return Undone(cancelled: number, act: act, entry: changed.entry)
    }

    /// Takes back an actor's last act, or does again what the actor took back last; nil when there
    /// is none.
    package func cancelNext(
        _ direction: UndoSearch.Direction,
        by actor: String,
        at instant: Instant,
    ) throws -> Undone? {
        let number = try read { try JournalRepository($0).next(direction, of: actor) }
        return try number.map { try cancel($0, by: actor, at: instant) }
    }

    private func cancel(_ number: Int, on connection: Connection) throws {
        let entry = try Self.entry(number, on: connection)
        // Asked under the lock: another console may have been quicker.
        if let other = try JournalRepository(connection).cancellation(of: number) {
            throw UndoRefusal.cancelled(number, by: other)
        }
        if entry.act.action == "ledger.restore" {
            throw UndoRefusal.kept(number, rule: "restore the file that it has kept instead", nil)
        }
        let told = try OutboxRepository(connection).entries(ofJournal: number)
        if let left = told.first(where: \.state.mayHaveLeft) {
            throw UndoRefusal.left(number, to: left.remote, left.noun.compensation)
        }
        guard let capture = connection.capture else {
            preconditionFailure("rows are restored within a change")
        }
        try RowRestorer(connection: connection, shapes: capture.shapes, entry: entry).restore()
        try requireAccounts(without: entry, on: connection)
    }

    /// A customer that stays keeps an account, as with `accounts delete`.
    private func requireAccounts(
        without entry: JournalEntry,
        on connection: Connection,
    ) throws {
        guard case .rows(let rows) = entry.changes else { return }
        for row in rows where row.table == "accounts" && row.before == nil {
            guard let owner = row.after?.first(where: { $0.name == "customer" }) else { continue }
            let bereft = try connection.first(
                """
                SELECT key FROM customers
                WHERE row = ? AND row NOT IN (SELECT customer FROM accounts)
                """,
                [owner.value]
            ) { $0.text(0) }
            if let bereft { throw UndoRefusal.onlyAccount(entry.number, ofCustomer: bereft) }
        }
    }

    /// The entry of a number, if it is the one that was written.
    private static func entry(_ number: Int, on connection: Connection) throws -> JournalEntry {
        guard let source = try JournalRepository(connection).source(of: number) else {
            throw UndoRefusal.missing(number)
        }
        guard SHA256Digest(of: source.text.utf8.span) == source.hash else {
            throw UndoRefusal.edited(number)
        }
        return try JournalEntry(source.text)
    }

    /// What the ledger refuses while an act is taken back, said of that act.
    private func inWordsOfUndo<Answer>(
        _ number: Int,
        _ body: () throws -> Answer,
    ) throws -> Answer {
        do {
            return try body()
        } catch let error as LedgerError {
            guard case .refused(let refusal) = error, refusal.kind == .constraint else {
                throw error
            }
            if refusal.code == SQLITE_CONSTRAINT | 3 << 8 { throw UndoRefusal.needed(number) }
            let compensation = Schema.compensations[refusal.message]
            throw UndoRefusal.kept(number, rule: refusal.message, compensation)
        }
    }
}

extension Schema {
    /// What sets right instead what a rule of the store keeps.
    fileprivate static var compensations: [String: Compensation] {
        [
            Rule.issuedInvoiceStays: .creditNote,
            "an issued invoice is never deleted": .creditNote,
            Rule.voidStays: .newInvoice,
            Rule.creditNoteStays: .newInvoice,
            Rule.numbersGoUp: .creditNote,
            CreditRule.grantIsNeeded: .creditVoid,
            CreditRule.useIsFollowed: .deletion,
            CreditRule.returnIsFollowed: .newDraft,
            CreditRule.takingIsFollowed: .creditGrant,
            CreditRule.isUsedUp: .creditGrant,
            Rule.approvalStaysDecided: .newRequest,
            Rule.creditStaysPaidFor: .creditVoid, Rule.unpaidCreditStaysVoid: .creditGrant,
        ]
    }
}
