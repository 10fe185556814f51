package import DaybookCore

extension Ledger {
    /// Goes on only if an act may be done, and writes down a refusal: for what is done beside the
    /// journal, such as storing events. Whatever changes records is asked by the change itself.
    package func require(_ act: Act) throws {
        try noting(act) {
            try read { try AccessDesk($0, actor: act.actor).require(act) }
        }
    }

    /// Whether a file refuses an act, for what would replace it: it is neither migrated nor locked.
    /// One that cannot be read refuses nothing.
    package static func refuses(_ act: Act, at path: String) throws -> Bool {
        guard NewFile.exists(path) else { return false }
        try LedgerFile.requirePlain(path)
        do {
            let connection = try Connection(path: path, mode: .readOnly)
            try connection.transaction(.snapshot) {
                try AccessDesk(connection, actor: act.actor).require(act)
            }
            return false
        } catch is AccessRefusal {
            return true
        } catch is SQLiteError {
            return false
        } catch is UnreadableValue {
            return false
        }
    }

    /// Runs `body`; if it is refused to whoever acts, an entry of the journal says so.
    ///
    /// What `body` did is taken back by then: the entry comes by a transaction of its own.
    func noting<Answer>(_ act: Act, _ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let refusal as AccessRefusal {
            if !isReadOnly { try note(refusal, of: act) }
            throw refusal
        }
    }

    func note(_ refusal: AccessRefusal, of act: Act) throws {
        let refused = Act(
            actor: act.actor,
            at: act.at,
            cause: .refused,
            action: act.action
        )
        _ = try recorded(refused) { try RefusalRepository($0).insert(refusal, of: act) }
    }
}
