import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// What a run shows and keeps while it goes on: documents are written as they come, so that a run
/// of any size takes the memory of one batch and of the rows of a table.
final class BillOutput {
    private let session: Session
    /// There before anything is billed: who asks for a file that cannot be made learns it then.
    private let file: WholeFile?
    private var rows: [BillRow] = []
    private var count = 0
    private var problems: [String] = []
    /// What has no rate of tax, by contract.
    private var untaxed: [String: [String?]] = [:]

    init(_ session: Session) throws {
        self.session = session
        file = try session.invocation.text("out").map { try WholeFile($0) }
    }

    private var isJSON: Bool {
        session.invocation.flag("json") || session.invocation.flag("jsonl")
    }

    func take(_ bills: [AccountBill]) throws {
        for bill in bills {
            for draft in bill.invoices {
                let document = BillDocument(
                    accountKey: bill.accountKey,
                    zone: bill.zone,
                    draft: draft
                )
                count += 1
                if isJSON {
                    try session.writeJSON(try document.json())
                } else {
                    rows.append(document.row)
                }
                if let file {
                    try file.append(Array((JSONWriter.text(try document.json()) + "\n").utf8))
                }
            }
            if let problem = bill.problem {
                problems.append("\(bill.accountKey): \(problem)")
                if case .noTaxRate(let code) = problem.cause, let key = problem.contract {
                    untaxed[key, default: []].append(code)
                }
            }
        }
    }

    /// Shows what is shown at the end.
    func finish(verb: String) throws {
        try file?.finish()
        if !isJSON {
            try RecordOutput.write(rows, BillRow.fields, session)
            if !session.invocation.flag("csv"), !session.invocation.flag("quiet") {
                try session.write("\(verb) \(count) \(count == 1 ? "draft" : "drafts")\n")
            }
        }
        guard !problems.isEmpty else { return }
        let accounts = problems.count == 1 ? "1 account" : "\(problems.count) accounts"
        throw Failure(
            .failed,
            "\(accounts) could not be billed: \(problems.joined(separator: "; "))",
            advice: advice
        )
    }

    private var advice: String? {
        let first = untaxed.min { $0.key < $1.key }
        return first.map { "`\(UntaxedCodes.command($0.value, of: $0.key))` says the rate" }
    }
}
