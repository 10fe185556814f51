import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let `init` = Command(
        ["init"],
        summary: "Create a ledger",
        discussion: """
            Creates the ledger file and everything above it. What the organisation is can be \
            changed later with `settings set`, except for the currency of what has been billed.
            """,
        options: [
            .value("name", "TEXT", .text, "The organisation's legal name"),
            .value(
                "currency",
                "CODE",
                .currency,
                "The currency of its books",
                default: .value("EUR")
            ),
            .value(
                "time-zone",
                "NAME",
                .text,
                "The zone of its billing dates",
                default: .value("UTC")
            ),
            .value(
                "address-line",
                "TEXT",
                .text,
                "A line of its address above the city",
                isRepeatable: true
            ),
            .value("postal-code", "CODE", .text, "The postal code of its city"),
            .value("city", "NAME", .text, "Its city"),
            .value("region", "NAME", .text, "Its state or province"),
            .value("country", "CODE", .text, "Its country, two letters of ISO 3166"),
            .value(
                "tax-id",
                "ID",
                .text,
                "Its number at the tax office",
                isRepeatable: true
            ),
            .value("email", "ADDRESS", .text, "Where letters to it go"),
            .flag("sample", "Fill the ledger with the sample company instead"),
            .flag("dry-run", "Say what would be created and create nothing"),
        ],
        exclusive: [["name", "sample"]],
        examples: [
            Example(
                "daybook init --name \"Harbour GmbH\" --time-zone Europe/Berlin",
                "Create your own ledger"
            ),
            Example("daybook --ledger try.db init --sample", "Create a ledger to try things in"),
        ],
        exits: [ExitNote(.conflict, "there is a ledger already")],
        run: { session in
            let path = try session.settings()[.ledger].value
            let isDryRun = session.invocation.flag("dry-run")
            if !isDryRun { try session.requireWriting() }
            if isDryRun && Files.exists(path) { throw LedgerError.exists(path: path) }
            if session.invocation.flag("sample") {
                let filler = try LedgerFiller(folder: try session.sampleData())
                if !isDryRun {
                    try Folders.makeParent(of: path)
                    try filler.create(at: path, by: try session.act("ledger.create"))
                }
                try report(session, path, filler.organisation)
            } else {
                let organisation = try newOrganisation(session)
                if !isDryRun {
                    try Folders.makeParent(of: path)
                    try Ledger.create(
                        at: path,
                        for: organisation,
                        by: try session.act("ledger.create")
                    )
                }
                try report(session, path, organisation)
            }
        }
    )
}

/// The organisation that the command line describes.
private func newOrganisation(_ session: Session) throws -> Organisation {
    let invocation = session.invocation
    guard let name = invocation.text("name"), !name.isEmpty else {
        throw Failure(
            .wrongUsage,
            "a ledger belongs to an organisation",
            advice: "give its legal name with --name, or take --sample"
        )
    }
    let code = invocation.certainText("currency").uppercased()
    guard let currency = Currency(iso: code) else {
        let known = Currency.allISO.map(\.code)
        throw Failure(
            .wrongUsage,
            "there is no currency \(Words.quoted(code))\(FailureReport.meant(code, among: known))",
            advice: "use a code of ISO 4217, such as EUR"
        )
    }
    let zone = try ZoneLibrary().rules(named: invocation.certainText("time-zone"))
    let organisation = Organisation(
        id: RecordID(createdAt: try session.now(), chance: SystemChance.bits()),
        key: "organisation",
        legalName: name,
        tradingName: name,
        address: Address(
            lines: invocation.list("address-line").filter { !$0.isEmpty },
            postalCode: invocation.text("postal-code") ?? "",
            city: invocation.text("city") ?? "",
            region: invocation.text("region").flatMap { $0.isEmpty ? nil : $0 },
            country: invocation.text("country")?.uppercased() ?? ""
        ),
        taxIDs: invocation.list("tax-id").filter { !$0.isEmpty },
        currency: currency,
        timeZone: zone.name,
        email: invocation.text("email").flatMap { $0.isEmpty ? nil : $0 },
        invoicePrefix: "INV-"
    )
    try PartyRules.check(organisation)
    return organisation
}

private func report(_ session: Session, _ path: String, _ organisation: Organisation) throws {
    let isDryRun = session.invocation.flag("dry-run")
    if session.invocation.flag("json") || session.invocation.flag("jsonl") {
        try session.writeJSON([
            "ledger": .string(path),
            "created": .bool(!isDryRun),
            "organisation": .string(organisation.legalName),
            "currency": .string(organisation.currency.code),
            "timeZone": .string(organisation.timeZone),
        ])
    } else if !session.invocation.flag("quiet") {
        let verb = isDryRun ? "would create" : "created"
        try session.write(
            Words.line(
                "\(verb) \(path) for \(organisation.legalName) "
                    + "(\(organisation.currency), \(organisation.timeZone))"
            ) + "\n"
        )
    }
}
