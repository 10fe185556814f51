import DaybookCore
import DaybookLive
import DaybookStore

/// One act on the invoices that a command line names.
final class InvoiceBulk {
    private let session: Session
    private let action: String
    private let change: Change
    private var failures: [Job.Entry] = []
    private var job: RunningJob?

    /// So many are done before it is written how far it is.
    private static var stretch: Int { 50 }

    typealias Act = (Invoice) throws -> InvoiceOutcome
    typealias Outcome = (outcomes: [InvoiceOutcome], entry: Int?)
    /// One change of the ledger: it hands over what does the act to one invoice. What is done with
    /// that may be done twice, where the change must be made anew.
    typealias Change = ((Connection, Act) throws -> [InvoiceOutcome]) throws -> Outcome

    init(_ session: Session, _ action: String, _ change: @escaping Change) {
        (self.session, self.action, self.change) = (session, action, change)
    }

    /// - Parameter words: what is said of an invoice to which it was done: `is approved`
    func run(saying words: String) throws {
        let (outcomes, entry) = try outcome()
        if !outcomes.isEmpty {
            try InvoiceOutcome.report(outcomes, words, entry: entry, job: job?.id, session)
        }
        try reportFailures()
    }

    private func outcome() throws -> Outcome {
        let isEach = session.invocation.flag("each")
        // One invoice is no bulk, and a rehearsal is no work.
        guard InvoiceChoice.isBulk(session) || session.beginning.isOfJob,
            !session.invocation.flag("dry-run")
        else {
            return isEach ? try actOnEach() : try actOnAll()
        }
        try session.requireWriting()
        try session.requirePermission(action)
        let count = try session.read { try InvoiceChoice.count(session, $0) }
        if count < 2 && !session.beginning.isOfJob {
            return isEach ? try actOnEach() : try actOnAll()
        }
        var outcome: Outcome = ([], nil)
        try session.asJob(session.request(), total: count) { job in
            self.job = job
            Interrupts.hold()
            outcome = isEach ? try actOnEach() : try actOnAll()
        }
        return outcome
    }

    /// What `--each` has passed over.
    private func reportFailures() throws {
        guard let first = failures.first else { return }
        let count = Texts.count(failures.count, "invoice")
        let more = failures.count > 1 ? ", and others" : ""
        throw Failure(
            .failed,
            "\(count) could not be done: \(first.reason)\(more)",
            advice: job.map { "`daybook jobs show \($0.id)` lists them" }
        )
    }

    // MARK: - All or none

    private func actOnAll() throws -> Outcome {
        do {
            return try change { connection, act in
                let invoices = try InvoiceChoice.invoices(session, connection)
                let outcomes = try invoices.enumerated().map { index, before in
                    if index % Self.stretch == Self.stretch - 1 { try checkStop() }
                    return try outcome(before, act)
                }
                job?.count(Job.Counts(total: outcomes.count, done: outcomes.count))
                try job?.end(at: session.now(), on: connection)
                return outcomes
            }
        } catch {
            // Nothing of it took place.
            job.map { $0.count(Job.Counts(total: $0.job.counts.total, failed: failures.count)) }
            for failure in failures { job?.list(failure.subject, failure.reason) }
            failures.removeAll()
            throw error
        }
    }

    private func outcome(_ before: Invoice, _ act: Act) throws -> InvoiceOutcome {
        do {
            return try act(before)
        } catch {
            failures.append(Self.entry(before, error))
            throw error
        }
    }

    private static func entry(_ invoice: Invoice, _ error: any Error) -> Job.Entry {
        let reason = FailureReport.sentence(FailureReport.failure(of: error))
        return Job.Entry(invoice.number ?? invoice.id.description, reason)
    }

    private func checkStop() throws {
        if Interrupts.isPending { throw Failure(.stopped, "stopped; nothing was changed") }
        guard let job, try !job.mayGoOn() else { return }
        let name = Words.quoted(job.job.cancelledBy ?? "")
        throw Failure(.stopped, "stopped, as \(name) wished; nothing was changed")
    }

    // MARK: - Each by itself

    private func actOnEach() throws -> Outcome {
        let invoices = try session.read { try InvoiceChoice.invoices(session, $0) }
        var outcome: Outcome = ([], nil)
        for (index, invoice) in invoices.enumerated() {
            if Interrupts.isPending || job?.isCancelled == true {
                job?.stop()
                throw Failure(.stopped, "stopped behind \(index) of \(invoices.count) invoices")
            }
            do {
                let isAtStretch = index % Self.stretch == 0
                let changed = try change { connection, act in
                    [try actOnOne(invoice, isAtStretch: isAtStretch, connection, act)]
                }
                outcome.outcomes += changed.outcomes
                outcome.entry = changed.entry ?? outcome.entry
                job?.count(done: 1)
            } catch let error as LedgerError where !error.isRefusal {
                // A disk that is full is so for the next one too.
                throw error
            } catch {
                let entry = Self.entry(invoice, error)
                failures.append(entry)
                job?.fail(entry.subject, entry.reason)
            }
        }
        return outcome
    }

    private func actOnOne(
        _ invoice: Invoice,
        isAtStretch: Bool,
        _ connection: Connection,
        _ act: Act,
    ) throws -> InvoiceOutcome {
        // Somebody else may have been quicker.
        guard let now = try InvoiceRepository(connection).find("\(invoice.id)") else {
            throw Failure.notFound("invoice", "\(invoice.id)", list: "invoices list")
        }
        let outcome = try act(now)
        if isAtStretch { try job?.save(on: connection) }
        return outcome
    }
}

extension LedgerError {
    /// Whether a rule of the store was in the way, and not the world.
    fileprivate var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }
}
