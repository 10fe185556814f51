import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookWire

/// What a record shall say: single options, or a JSON object with members of the same names, given
/// with `--data` or in a file. An option holds before a member of a file, which may be a pattern
/// for many; with `--data` both are said in one breath, and must not disagree.
///
/// A member is named as an option is, in another case: `taxId` and `--tax-id`. What neither names
/// stays as it is; null, or an option with an empty value, clears it.
struct RecordInput {
    let session: Session
    /// The rules of zones, read once for all records of a file.
    var zones: (@Sendable (String) throws -> ZoneRules)?
    /// Where the JSON is from, as errors begin with it.
    let source: String
    let form: JSONForm?
    /// Whether members have options of the same names.
    private(set) var hasOptions = true

    /// What somebody says of a member.
    enum Saying<Value> {
        case nothing
        case none
        case value(Value)
    }

    static let options: [OptionSpec] = [
        .value("data", "JSON", .text, "The record as JSON, with members named as the options"),
        .value(
            "file",
            "FILE",
            .path(.file),
            "The same from a file; `-` reads standard input; options hold before it"
        ),
    ]
    static let exclusive = [["data", "file"]]

    /// - Parameter members: what the JSON may have; another one is a slip of the pen.
    /// - Parameter hasOptions: false where members are named only in JSON
    init(_ session: Session, members: [String], hasOptions: Bool = true) throws {
        self.session = session
        self.hasOptions = hasOptions
        guard let (source, bytes) = try Self.json(session) else {
            source = ""
            form = nil
            return
        }
        self.source = source
        let root: JSONNode
        do throws(JSONSyntaxError) {
            root = try JSONDocument(JSONComments.blanked(bytes)).root
        } catch {
            let place = TextPosition(offset: error.offset, in: bytes)
            throw Failure(.wrongUsage, "\(source), \(place): \(error)")
        }
        form = JSONForm(root)
        try require(root, toHaveOnly: members)
    }

    /// The JSON that was given, and what errors of it begin with.
    static func json(_ session: Session) throws -> (source: String, bytes: [UInt8])? {
        if let text = session.invocation.text("data") { return ("--data", Array(text.utf8)) }
        guard let path = session.invocation.text("file") else { return nil }
        if path == "-" { return ("standard input", try FileSource.content(of: "/dev/stdin")) }
        return (path, try FileSource.content(of: path))
    }

    /// A record of a file: it has members, and the command line has options of its own.
    ///
    /// - Parameter members: what it may have
    init(_ session: Session, _ record: FileRecord, members: [String]) throws {
        self.init(session, record.place, JSONForm(record.node), hasOptions: false)
        try require(record.node, toHaveOnly: members)
    }

    private init(
        _ session: Session,
        _ source: String,
        _ form: JSONForm?,
        hasOptions: Bool = true,
    ) {
        self.session = session
        self.source = source
        self.form = form
        self.hasOptions = hasOptions
    }

    /// The object that is a member; its members have options of their own.
    func part(_ member: String, members: [String]) throws -> RecordInput {
        guard let node = form?.node[member] else {
            return RecordInput(session, source, nil, hasOptions: hasOptions)
        }
        try require(node, toHaveOnly: members)
        return RecordInput(session, source, JSONForm(node), hasOptions: hasOptions)
    }

    /// The objects of an array, and those that an option spells, each as `name=value,name=value`.
    func objects(
        _ member: String,
        option: String? = nil,
        members: [String],
    ) throws -> [RecordInput] {
        var inputs: [RecordInput] = []
        for node in try inPlace({ try form?.elements(member) ?? [] }) {
            try require(node, toHaveOnly: members)
            inputs.append(RecordInput(session, source, JSONForm(node)))
        }
        for text in hasOptions ? option.map({ session.invocation.list($0) }) ?? [] : [] {
            let option = option ?? member
            let bytes = try Self.json(spelling: text, option, members)
            let root = try inPlace { try JSONDocument(bytes).root }
            let input = RecordInput(session, "--\(option)", JSONForm(root))
            try input.require(root, toHaveOnly: members)
            inputs.append(input)
        }
        for index in inputs.indices { inputs[index].hasOptions = false }
        return inputs
    }

    /// `title=Setup, first part,amount=20` as a JSON object: a comma parts members only where the
    /// name of one follows.
    private static func json(
        spelling text: String,
        _ option: String,
        _ members: [String],
    ) throws -> [UInt8] {
        var found: [(name: String, value: String)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = WordHalves(part)
            let name = halves.first.filter { $0 != " " }
            if let value = halves.second, members.contains(name) {
                found.append((name, value))
            } else if halves.second != nil, isName(name) {
                throw Failure(
                    .wrongUsage,
                    "--\(option): nothing is called \(Words.quoted(name))"
                        + FailureReport.meant(name, among: members),
                    advice: "there are \(members.joined(separator: ", ")); a text with a comma "
                        + "and `=` goes into --data"
                )
            } else if !found.isEmpty {
                found[found.count - 1].value += ",\(part)"
            } else {
                throw Failure(
                    .wrongUsage,
                    "--\(option): \(Words.quoted(text)) begins with no name and `=`"
                        + FailureReport.meant(name, among: members),
                    advice: "there are \(members.joined(separator: ", "))"
                )
            }
        }
        let values = found.map { JSONValue.Member($0.name, .string($0.value)) }
        return Array(JSONWriter.text(.object(values)).utf8)
    }

    /// A word of letters, as the names of members are.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isLetter }
    }

    private func require(_ node: JSONNode, toHaveOnly known: [String]) throws {
        let found = try inPlace { try node.members() }
        var seen: Set<String> = []
        for member in found {
            let place = "\(source): \(node.path).\(Words.visible(member.key))"
            if !seen.insert(member.key).inserted {
                throw Failure(.wrongUsage, "\(place) occurs twice")
            }
            if !known.contains(member.key) {
                throw Failure(
                    .wrongUsage,
                    "\(place): nothing is called so"
                        + FailureReport.meant(member.key, among: known),
                    advice: "there are \(known.joined(separator: ", "))"
                )
            }
        }
    }

    // MARK: - What was said, and where

    func said(_ member: String) throws -> Saying<String> {
        if isGiven(member) {
            let text = session.invocation.text(Self.option(member)) ?? ""
            try requireAgreement(member, text)
            return text.isEmpty ? .none : .value(text)
        }
        guard let form, try hasMember(form, member) else { return .nothing }
        let text = try inPlace { try form.optionalText(member) } ?? ""
        return text.isEmpty ? .none : .value(text)
    }

    /// Refuses `--name A --data '{"name":"B"}'`: nobody can tell which one was meant.
    private func requireAgreement(_ member: String, _ text: String) throws {
        guard source == "--data", let node = form?.node[member] else { return }
        let other =
            switch node.kind {
            case .string: try inPlace { try node.string() }
            case .null: ""
            case .number, .true, .false, .array, .object: node.source
            }
        if other == text { return }
        throw Failure(
            .wrongUsage,
            "--\(Self.option(member)) says \(Words.quoted(text)), and --data: \(node.path) "
                + Words.quoted(other),
            advice: "say it once"
        )
    }

    /// Whether the option of a member stands on the command line.
    func isGiven(_ member: String) -> Bool {
        hasOptions && session.invocation.isGiven(Self.option(member))
    }

    /// A member that is null is there: it clears what the record has.
    func hasMember(_ form: JSONForm, _ member: String) throws -> Bool {
        if form.has(member) { return true }
        return try inPlace { try form.node.members() }.contains { $0.key == member }
    }

    /// `taxId` as an option is written, `tax-id`.
    static func option(_ member: String) -> String {
        String(member.flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" })
    }

    func zoneRules(_ name: String, of member: String) throws -> ZoneRules {
        do {
            return try (zones ?? session.zoneRules)(name)
        } catch ZoneLibraryError.unknown(let name) where !hasOptions {
            throw expected("the name of a time zone such as Europe/Berlin", member, name)
        }
    }

    /// What an error of a member begins with.
    func place(_ member: String) -> String {
        isGiven(member) || form == nil
            ? "--\(Self.option(member))" : "\(source): \(form?.node.path ?? "$").\(member)"
    }

    func expected(
        _ what: String,
        _ member: String,
        _ found: String,
        _ nearest: String = "",
    ) -> Failure {
        Failure(
            .wrongUsage,
            "\(place(member)): expected \(what), found "
                + (found.isEmpty ? "nothing" : Words.quoted(found)) + nearest
        )
    }

    /// An error of the JSON begins with where the JSON is from.
    func inPlace<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as JSONShapeError {
            throw Failure(.wrongUsage, "\(source): \(error)")
        }
    }
}
