import DaybookCore
import DaybookStore
import DaybookWire

/// What a record shall say, as the values that it is kept in. Each member has one call, which knows
/// what to expect and says so where it finds something else.
extension RecordInput {
    /// The key of a new record: the command's argument, or the member `key`.
    ///
    /// - Parameter name: the member's name, where people call the key otherwise
    func newKey(
        _ argument: String,
        of noun: String,
        member name: String = "key",
    ) throws -> String {
        let word = hasOptions ? session.invocation.optionalArgument(argument) : nil
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
        if hasOptions && session.invocation.isGiven(option) {
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
        return name == current ? name : try zoneRules(name, of: member).name
    }

    func optionalTimeZone(_ member: String, _ current: String?) throws -> String? {
        guard let name = try optionalText(member, current) else { return nil }
        return name == current ? name : try zoneRules(name, of: member).name
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
        var positions =
            hasOptions ? session.invocation.list(option).compactMap { Int($0) } : []
        for node in try inPlace({ try form?.elements(member) ?? [] }) {
            positions.append(try inPlace { try node.integer() })
        }
        return positions
    }

    /// An amount of a currency: in JSON a string of its digits, or the bare number.
    func money(_ member: String, _ currency: Currency) throws -> Money? {
        guard let number = try number(member, "write an amount, such as 12.50") else { return nil }
        do {
            let money = try Money("\(number)", currency)
            if SQLValue.canKeep(money) { return money }
        } catch {
            throw Failure(
                .wrongUsage,
                "\(place(member)): \(Words.quoted("\(number)")) is no amount in \(currency): "
                    + "\(error)"
            )
        }
        throw Failure(.wrongUsage, "\(place(member)): \(Session.tooLarge(currency))")
    }

    /// Numbers by names: an option for each, or the members of an object.
    ///
    /// - Parameter advice: how one of them is written
    func numbers(_ member: String, _ advice: String) throws -> [String: PreciseAmount] {
        let option = Self.option(member)
        var numbers: [String: PreciseAmount] = [:]
        if let form, !isGiven(member) {
            for (name, node) in try inPlace({ try form.members(member) }) {
                numbers[name] = try inPlace { try node.amount() }
            }
        }
        for (name, text) in hasOptions ? try session.pairs(option) : [] {
            numbers[name] = try number(text, member, advice)
        }
        return numbers
    }

    func flag(_ member: String) throws -> Bool {
        if hasOptions && session.invocation.flag(Self.option(member)) { return true }
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
}
