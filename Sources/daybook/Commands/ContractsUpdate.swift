import DaybookCore
import DaybookStore

extension Command {
    static let contractsUpdate = Command(
        ["contracts", "update"],
        summary: "Change what a contract is called, its note, or how it is taxed",
        discussion: """
            That is what nobody has agreed to. The agreement itself changes with `contracts \
            change`, `extend`, `renew`, `attach` and `cancel`, from a day on.

            Rates of tax hold for all that is billed from now on, also where it is for a time \
            before; what was billed stays taxed as it was. Codes that are not named keep theirs, \
            and an empty `--tax` takes the one for everything away. As JSON, `taxOf` is an object \
            of percentages by tax code.
            """,
        arguments: [Session.contractArgument],
        options: [
            .value("key", "KEY", .text, "Its number"),
            .value("name", "TEXT", .text, "How people call it"),
            .value("note", "TEXT", .text, "What to keep in mind of it"),
        ] + ContractTaxes.options + RecordInput.options + Session.contractOptions,
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook contracts update C-7 --note 'signed on paper'", "A note"),
            Example("daybook contracts update C-7 --tax 19 --tax-of books=7", "Its taxes"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "another one has the number, or somebody else was quicker"),
        ],
        run: { session in
            let members = ["key", "name", "note"] + ContractTaxes.members
            let input = try RecordInput(session, members: members)
            let changed = try session.changing("contract.update") { connection in
                let repository = ContractRepository(connection, zone: session.zoneRules)
                let record = try session.contract(repository)
                let updated = try updated(record, input, connection)
                let key = try input.text("key", record.key)
                let version = try session.version(of: record.id, .contract, connection)
                try repository.update(updated, from: version)
                if key != record.key {
                    try requireFree(key, repository)
                    try repository.rename(record.id, to: key)
                }
                let untaxed = try UntaxedCodes(updated.contract, connection).note(of: key)
                return (written: try session.written(updated, key: key, connection), untaxed)
            }
            let (written, untaxed) = changed.answer
            try session.report(
                "changed the contract \(written.key)",
                written,
                note: untaxed,
                entry: changed.entry
            )
        }
    )

    static let contractsDelete = Command(
        ["contracts", "delete"],
        summary: "Remove a draft of a contract of which nothing was billed",
        arguments: [Session.contractArgument],
        options: Session.contractOptions,
        examples: [Example("daybook contracts delete C-7", "It was never agreed to")],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it is signed, or something of it is billed"),
        ],
        run: { session in
            let now = try session.now()
            let changed = try session.changing("contract.delete") { connection in
                let repository = ContractRepository(connection, zone: session.zoneRules)
                let record = try session.contract(repository)
                try session.requireVersion(of: record.id, .contract, connection)
                let state = record.contract.state(at: now)
                guard state == .draft else {
                    throw Failure(
                        .conflict,
                        "the contract \(Words.quoted(record.key)) is \(state.rawValue): it was "
                            + "agreed to",
                        advice: "end it instead: `daybook contracts cancel "
                            + "\(Words.visible(record.key))`",
                        instance: record.key
                    )
                }
                try repository.delete(record)
                return try WrittenRecord(
                    record.id,
                    key: record.key,
                    state: nil,
                    .contract,
                    connection
                )
            }
            let key = changed.answer.key
            try session.report("removed the contract \(key)", changed.answer, entry: changed.entry)
        }
    )

    private static func updated(
        _ record: ContractRecord,
        _ input: RecordInput,
        _ connection: Connection,
    ) throws -> ContractRecord {
        var record = record
        record.name = try input.text("name", record.name)
        record.note = try input.optionalText("note", record.note)
        let taxes = try ContractTaxes(input, connection)
        record.contract.taxes = try taxes.table(over: record.contract.taxes)
        return record
    }

    private static func requireFree(_ key: String, _ repository: ContractRepository) throws {
        guard ContractRecord.isKey(key) else { throw Failure.badContractNumber(key) }
        if try repository.find(key) != nil { throw Failure.exists("a contract", key) }
    }
}

extension Session {
    /// The contract that the command line names.
    fileprivate func contract(_ repository: ContractRepository) throws -> ContractRecord {
        let word = invocation.argument("CONTRACT")
        guard let record = try Session.inAnyCase(word, repository.find) else {
            throw Failure.notFound("contract", word, list: "contracts list")
        }
        return record
    }

    fileprivate func written(
        _ record: ContractRecord,
        key: String,
        _ connection: Connection,
    ) throws -> WrittenRecord {
        let state = record.contract.state(at: try now()).rawValue
        return try WrittenRecord(record.id, key: key, state: state, .contract, connection)
    }
}

extension Failure {
    static func badContractNumber(_ key: String) -> Failure {
        Failure(
            .wrongUsage,
            "\(Words.quoted(key)) is no number of a contract: 1 to 64 letters, digits and "
                + "signs of ASCII, no blanks, and nothing that reads like an id"
        )
    }
}
