import DaybookCore
import DaybookLive
import DaybookWire

/// What a record shall say: single options, or a JSON object with members of the same names, given
/// with `--data` or in a file. An option holds before a member.
///
/// A member is named as an option is, in another case: `taxId` and `--tax-id`. What neither names
/// stays as it is; null, or an option with an empty value, clears it.
struct RecordInput {
    private let session: Session
    /// Where the JSON is from, as errors begin with it.
    private let source: String
    private let form: JSONForm?

    /// What somebody says of a member.
    private enum Saying<Value> {
        case nothing
        case none
        case value(Value)
    }

    static let options: [OptionSpec] = [
        .value("data", "JSON", .text, "The record as JSON, with members named as the options"),
        .value("file", "FILE", .path(.file), "The same from a file; `-` reads standard input"),
    ]
    static let exclusive = [["data", "file"]]

    /// - Parameter members: what the JSON may have; another one is a slip of the pen.
    init(_ session: Session, members: [String]) throws {
        self.session = session
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

    private init(_ session: Session, _ source: String, _ form: JSONForm?) {
        self.session = session
        self.source = source
        self.form = form
    }

    /// The object that is a member; its members have options of their own.
    func part(_ member: String, members: [String]) throws -> RecordInput {
        guard let node = form?.node[member] else { return RecordInput(session, source, nil) }
        try require(node, toHaveOnly: members)
        return RecordInput(session, source, JSONForm(node))
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

    // MARK: - Values

    /// The key of a new record: the command's argument, or the member `key`.
    ///
    /// - Parameter name: the member's name, where people call the key otherwise
    func newKey(
        _ argument: String,
        of noun: String,
        member name: String = "key",
    ) throws -> String {
        let word = session.invocation.optionalArgument(argument)
        let member = try inPlace { try form?.optionalText(name) }
        if let word, let member, word != member {
            throw Failure(
                .wrongUsage,
                "\(source): $.\(name): expected \(Words.quoted(word)), "
                    + "found \(Words.quoted(member))",
                advice: "name the new \(noun) once"
            )
        }
        guard let key = word ?? member else {
            throw Failure(.wrongUsage, "the new \(noun) has no \(name)", advice: "name it first")
        }
        return key
    }

    /// A text that there must be.
    func text(_ member: String, _ current: @autoclosure () throws -> String) throws -> String {
        switch try said(member) {
        case .nothing: return try current()
        case .value(let text): return text
        case .none: throw Failure(.wrongUsage, "\(place(member)) must not be empty")
        }
    }

    /// A text that may be absent.
    func optionalText(_ member: String, _ current: String?) throws -> String? {
        switch try said(member) {
        case .nothing: current
        case .value(let text): text
        case .none: nil
        }
    }

    /// Texts under one another: an option for each, in another name than the member's.
    func texts(_ member: String, option: String, _ current: [String]) throws -> [String] {
        if session.invocation.isGiven(option) {
            return session.invocation.list(option).filter { !$0.isEmpty }
        }
        guard let form, try hasMember(form, member) else { return current }
        return try inPlace { try form.texts(member) }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ member: String,
        _ current: Choice,
    ) throws -> Choice {
        let text = try text(member, current.rawValue)
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw expected("one of \(names)", member, text)
    }

    func currency(
        _ member: String,
        _ current: Currency,
        known: (String) throws -> Currency?,
    ) throws -> Currency {
        let code = try text(member, current.code).uppercased()
        if code == current.code { return current }
        if let currency = try Currency(iso: code) ?? known(code) { return currency }
        let nearest = FailureReport.meant(code, among: Currency.allISO.map(\.code))
        throw expected("a currency such as EUR", member, code, nearest)
    }

    /// The name of a zone whose rules are known.
    func timeZone(_ member: String, _ current: String) throws -> String {
        let name = try text(member, current)
        return name == current ? name : try session.zoneRules(name).name
    }

    func optionalTimeZone(_ member: String, _ current: String?) throws -> String? {
        guard let name = try optionalText(member, current) else { return nil }
        return name == current ? name : try session.zoneRules(name).name
    }

    /// A text that a new record cannot be without.
    func required(_ member: String, _ why: String) throws -> String {
        guard let text = try optionalText(member, nil) else {
            throw Failure(.wrongUsage, why, advice: "name it with --\(Self.option(member))")
        }
        return text
    }

    func date(_ member: String) throws -> CivilDate? {
        guard let text = try optionalText(member, nil) else { return nil }
        do throws(ISO8601Error) {
            return try CivilDate(iso8601: text)
        } catch {
            throw expected("a date such as 2026-11-20", member, text)
        }
    }

    func duration(_ member: String) throws -> CalendarDuration? {
        guard let text = try optionalText(member, nil) else { return nil }
        do throws(ISO8601Error) {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw expected("a duration such as P1Y or P3M", member, text)
        }
    }

    /// A number: in JSON a string of its digits, or the bare number.
    func percent(_ member: String) throws -> PreciseAmount? {
        if !session.invocation.isGiven(Self.option(member)), let form, form.has(member) {
            return try inPlace { try form.amount(member) }
        }
        return try optionalText(member, nil).map { try number($0, member, such: "19") }
    }

    /// Numbers by names: an option for each, or the members of an object.
    ///
    /// - Parameter example: one of them, as people write it
    func numbers(_ member: String, such example: String) throws -> [String: PreciseAmount] {
        let option = Self.option(member)
        var numbers: [String: PreciseAmount] = [:]
        if let form, !session.invocation.isGiven(option) {
            for (name, node) in try inPlace({ try form.members(member) }) {
                numbers[name] = try inPlace { try node.amount() }
            }
        }
        for (name, text) in try session.pairs(option) {
            numbers[name] = try number(text, member, such: example)
        }
        return numbers
    }

    func flag(_ member: String) throws -> Bool {
        if session.invocation.flag(Self.option(member)) { return true }
        return try inPlace { try form?.bool(member, default: false) } ?? false
    }

    private func number(
        _ text: String,
        _ member: String,
        such example: String,
    ) throws -> PreciseAmount {
        do {
            return try PreciseAmount(text)
        } catch {
            throw Failure(
                .wrongUsage,
                "\(place(member)): \(error)",
                advice: "write a number, such as \(example)"
            )
        }
    }

    // MARK: - Places

    private func said(_ member: String) throws -> Saying<String> {
        let option = Self.option(member)
        if session.invocation.isGiven(option) {
            let text = session.invocation.text(option) ?? ""
            return text.isEmpty ? .none : .value(text)
        }
        guard let form, try hasMember(form, member) else { return .nothing }
        let text = try inPlace { try form.optionalText(member) } ?? ""
        return text.isEmpty ? .none : .value(text)
    }

    /// A member that is null is there: it clears what the record has.
    private func hasMember(_ form: JSONForm, _ member: String) throws -> Bool {
        try inPlace { try form.node.members() }.contains { $0.key == member }
    }

    /// `taxId` as an option is written, `tax-id`.
    private static func option(_ member: String) -> String {
        String(member.flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" })
    }

    /// What an error of a member begins with.
    private func place(_ member: String) -> String {
        let option = Self.option(member)
        return session.invocation.isGiven(option) || form == nil
            ? "--\(option)" : "\(source): \(form?.node.path ?? "$").\(member)"
    }

    private func expected(
        _ what: String,
        _ member: String,
        _ found: String,
        _ nearest: String = "",
    ) -> Failure {
        Failure(
            .wrongUsage,
            "\(place(member)): expected \(what), found \(Words.quoted(found))\(nearest)"
        )
    }

    /// An error of the JSON begins with where the JSON is from.
    private func inPlace<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as JSONShapeError {
            throw Failure(.wrongUsage, "\(source): \(error)")
        }
    }
}
