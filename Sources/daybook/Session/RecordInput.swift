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
    /// Whether members have options of the same names.
    private var hasOptions = true

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
        for text in option.map({ session.invocation.list($0) }) ?? [] {
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
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = halves[0].filter { $0 != " " }
            if halves.count == 2, members.contains(name) {
                found.append((name, String(halves[1])))
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

    /// A day that may be absent.
    func optionalDate(_ member: String, _ current: CivilDate?) throws -> CivilDate? {
        switch try said(member) {
        case .nothing: current
        case .none: nil
        case .value: try date(member)
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

    func percent(_ member: String) throws -> PreciseAmount? {
        try number(member, "write a percentage, such as 19")
    }

    /// A number: in JSON a string of its digits, or the bare number.
    func number(_ member: String, _ advice: String) throws -> PreciseAmount? {
        if !isGiven(member), let form, form.has(member) {
            return try inPlace { try form.amount(member) }
        }
        return try optionalText(member, nil).map { try number($0, member, advice) }
    }

    /// Whether the JSON says something of a member, be it null.
    func mentions(_ member: String) throws -> Bool {
        guard let form else { return false }
        return try hasMember(form, member)
    }

    /// A whole number above zero, as positions are.
    func position(_ member: String) throws -> Int {
        let number = try number(member, "write a whole number, such as 2")
        guard let position = number?.wholeNumber, position > 0 else {
            throw Failure(.wrongUsage, "\(place(member)) is not given, or not above zero")
        }
        return position
    }

    /// A whole number of a range.
    func integer(
        _ member: String,
        in range: ClosedRange<Int>,
        _ current: Int,
    ) throws -> Int {
        let what = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let number = try number(member, what) else { return current }
        if let whole = number.wholeNumber, range.contains(whole) { return whole }
        throw expected(String(what.dropFirst(6)), member, "\(number)")
    }

    /// A text, or the digits of a bare number.
    func word(_ member: String) throws -> String? {
        guard let form, let node = form.node[member] else { return nil }
        return try inPlace { node.kind == .number ? node.source : try node.string() }
    }

    /// Whole numbers above zero: an option for each, or the elements of an array.
    func positions(_ member: String, option: String) throws -> [Int] {
        var positions = session.invocation.list(option).compactMap { Int($0) }
        for node in try inPlace({ try form?.elements(member) ?? [] }) {
            positions.append(try inPlace { try node.integer() })
        }
        return positions
    }

    /// An amount of a currency: in JSON a string of its digits, or the bare number.
    func money(_ member: String, _ currency: Currency) throws -> Money? {
        guard let number = try number(member, "write an amount, such as 12.50") else { return nil }
        do {
            return try Money("\(number)", currency)
        } catch {
            throw Failure(.wrongUsage, "\(place(member)): \(error)")
        }
    }

    /// Numbers by names: an option for each, or the members of an object.
    ///
    /// - Parameter advice: how one of them is written
    func numbers(_ member: String, _ advice: String) throws -> [String: PreciseAmount] {
        let option = Self.option(member)
        var numbers: [String: PreciseAmount] = [:]
        if let form, !session.invocation.isGiven(option) {
            for (name, node) in try inPlace({ try form.members(member) }) {
                numbers[name] = try inPlace { try node.amount() }
            }
        }
        for (name, text) in try session.pairs(option) {
            numbers[name] = try number(text, member, advice)
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
        _ advice: String,
    ) throws -> PreciseAmount {
        do {
            return try PreciseAmount(text)
        } catch {
            throw Failure(.wrongUsage, "\(place(member)): \(error)", advice: advice)
        }
    }

    // MARK: - Places

    private func said(_ member: String) throws -> Saying<String> {
        if isGiven(member) {
            let text = session.invocation.text(Self.option(member)) ?? ""
            return text.isEmpty ? .none : .value(text)
        }
        guard let form, try hasMember(form, member) else { return .nothing }
        let text = try inPlace { try form.optionalText(member) } ?? ""
        return text.isEmpty ? .none : .value(text)
    }

    /// Whether the option of a member stands on the command line.
    private func isGiven(_ member: String) -> Bool {
        hasOptions && session.invocation.isGiven(Self.option(member))
    }

    /// A member that is null is there: it clears what the record has.
    private func hasMember(_ form: JSONForm, _ member: String) throws -> Bool {
        try inPlace { try form.node.members() }.contains { $0.key == member }
    }

    /// `taxId` as an option is written, `tax-id`.
    static func option(_ member: String) -> String {
        String(member.flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" })
    }

    /// What an error of a member begins with.
    private func place(_ member: String) -> String {
        isGiven(member) || form == nil
            ? "--\(Self.option(member))" : "\(source): \(form?.node.path ?? "$").\(member)"
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
