import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// What the commands share that write records with versions.
extension Session {
    /// The option by which a change is refused where somebody else was quicker.
    static let versionOption = OptionSpec.value(
        "from-version",
        "N",
        .integer(1...Int.max),
        "Refuse it unless the record is at this version, as `show --json` tells"
    )

    /// The version that a record is changed from: the one that was looked at, else the one that
    /// stands.
    func version(
        of id: RecordID,
        _ kind: RecordKind,
        _ connection: Connection,
    ) throws -> Int {
        if let version = invocation.integer("from-version") { return version }
        guard let version = try RecordVersions(connection).version(of: id, kind) else {
            preconditionFailure("a record that was read in a transaction is there")
        }
        return version
    }

    /// Refuses the change of a record that was looked at in an earlier version.
    func requireVersion(
        of id: RecordID,
        _ kind: RecordKind,
        _ connection: Connection,
    ) throws {
        try RecordVersions(connection).require(version(of: id, kind, connection), of: id, kind)
    }

    /// Says what was written of a record, with the version that it is at now.
    func report(
        _ sentence: String,
        _ record: WrittenRecord,
        note: String? = nil,
        entry: Int?,
    ) throws {
        var members: [JSONValue.Member] = [
            .init("id", .string(record.id.description)), .init("key", .string(record.key)),
            .init("state", .text(record.state)),
        ]
        if let version = record.version { members.append(.init("version", .integer(version))) }
        try report(sentence, members, note: note, entry: entry)
    }

    /// What a word finds as it is, else in capitals, else in small letters: nobody types a number
    /// or a key that somebody told them in its own case.
    static func inAnyCase<Record>(
        _ word: String,
        _ find: (String) throws -> Record?,
    ) throws -> Record? {
        for spelling in [word, word.uppercased(), word.lowercased()] {
            if let record = try find(spelling) { return record }
        }
        return nil
    }

    func customer(_ word: String, _ connection: Connection) throws -> Customer {
        guard let customer = try Self.inAnyCase(word, CustomerRepository(connection).find) else {
            throw Failure.notFound("customer", word, list: "customers list")
        }
        return customer
    }

    /// The account with this key or id; or the one to which usage arrives under that name today.
    func account(_ word: String, _ connection: Connection) throws -> Account {
        let customers = CustomerRepository(connection)
        let found =
            try customers.account(word) ?? customers.account(aliased: word, on: today(connection))
            ?? Self.inAnyCase(word) { try customers.account($0) }
        guard let account = found else {
            throw Failure.notFound("account", word, list: "accounts list")
        }
        return account
    }
}

/// What a command says of the record that it wrote.
struct WrittenRecord {
    let id: RecordID
    let key: String
    /// Nil for what is gone or has none.
    var state: String?
    var version: Int?

    /// - Parameter connection: of the transaction that has written it
    init(
        _ id: RecordID,
        key: String,
        state: String?,
        _ kind: RecordKind,
        _ connection: Connection,
    ) throws {
        self.id = id
        self.key = key
        self.state = state
        version = try RecordVersions(connection).version(of: id, kind)
    }
}

extension Failure {
    static func exists(_ what: String, _ key: String) -> Failure {
        Failure(
            .conflict,
            "there is \(what) \(Words.quoted(key)) already",
            advice: "choose another key",
            instance: key
        )
    }
}
