package import DaybookCore
internal import DaybookWire

/// A workflow as a file: a JSON object, with comments if one likes.
package struct WorkflowFile: Hashable, Sendable {
    package let definition: WorkflowDefinition

    package init(_ definition: WorkflowDefinition) {
        self.definition = definition
    }

    /// - Parameter currency: the currency of a code, of ISO 4217 or of one's own
    package init(
        _ bytes: [UInt8],
        currency: @escaping (String) -> Currency? = { Currency(iso: $0) },
    ) throws(ShapeFaults) {
        var reader = WorkflowReader(currency)
        let definition = reader.definition(try ShapeFaults.form(in: bytes))
        guard let definition, reader.faults.isEmpty else { throw reader.faults }
        self.definition = definition
    }

    /// The canonical text.
    package var text: String {
        var json = JSONStream()
        json.object { json in
            if let condition = definition.condition { json.text("if", condition) }
            json.text("key", definition.key)
            json.text("name", definition.name)
            json.text("of", definition.subject.rawValue)
            json.array("steps") { json in
                for step in definition.steps { json.object { json in json.step(step) } }
            }
            json.text("trigger", definition.triggerWord)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension JSONStream {
    fileprivate mutating func step(_ step: WorkflowStep) {
        switch step {
        case .invoice: break
        case .grant(let gift):
            decimal("amount", gift.amount.amount)
            text("currency", gift.amount.currency.code)
            set("expiresAfter", gift.expiresAfter)
            integer("priority", gift.priority)
            text("purpose", gift.purpose)
        case .wait(let duration): self.duration("for", duration)
        case .stop(let filter): text("if", filter)
        case .note: break
        }
        text("step", step.kind)
        if case .note(let note) = step { text("text", note) }
    }
}

/// Reads a workflow, and gathers all that is wrong in it.
private struct WorkflowReader {
    private let currency: (String) -> Currency?
    private(set) var faults = ShapeFaults()

    private static let mostNote = 1000

    init(_ currency: @escaping (String) -> Currency?) {
        self.currency = currency
    }

    mutating func definition(_ form: JSONForm) -> WorkflowDefinition? {
        faults.expect(form, toHaveOnly: ["key", "name", "trigger", "of", "if", "steps"])
        let key = faults.reading(form) { try Self.key($0) }
        let name = faults.reading(form) { try Self.name($0) }
        let trigger = faults.reading(form) { try Self.trigger($0) }
        let subject = faults.reading(form) { try Self.subject($0) }
        var condition: String?
        if let subject {
            condition = faults.reading(form) { try Self.filter($0, of: subject) } ?? nil
        }
        let steps = steps(form, of: subject)
        guard let key, let name, let trigger, let subject else { return nil }
        return WorkflowDefinition(
            key: key,
            name: name,
            trigger: trigger == WorkflowDefinition.manual ? nil : trigger,
            subject: subject,
            condition: condition,
            steps: steps
        )
    }

    private static func key(_ form: JSONForm) throws -> String {
        let key = try form.text("key")
        guard PartyRules.isKey(key) else {
            throw form.mismatch("key", "1 to 64 letters, digits, - _ . : or @")
        }
        return key
    }

    private static func name(_ form: JSONForm) throws -> String {
        let name = try form.text("name")
        guard (1...200).contains(name.utf8.count) else {
            throw form.mismatch("name", "a name of 1 to 200 bytes")
        }
        return name
    }

    private static func trigger(_ form: JSONForm) throws -> String {
        let trigger = try form.text("trigger")
        let known = WorkflowSubject.acts.keys.sorted()
        guard trigger == WorkflowDefinition.manual || known.contains(trigger) else {
            let names = ([WorkflowDefinition.manual] + known).joined(separator: ", ")
            throw form.mismatch("trigger", "one of \(names)")
        }
        return trigger
    }

    /// What it is about: what the act is about, unless another kind is named.
    private static func subject(_ form: JSONForm) throws -> WorkflowSubject? {
        if form.has("of") { return try form.choice("of") }
        let trigger = try? form.text("trigger")
        if trigger == WorkflowDefinition.manual { throw form.mismatch("of", "what it is about") }
        // Of one that nobody knows it is said elsewhere.
        return trigger.flatMap { WorkflowSubject.acts[$0] }
    }

    private static func filter(_ form: JSONForm, of subject: WorkflowSubject) throws -> String? {
        guard let text = try form.optionalText("if") else { return nil }
        do {
            // The ledger reads its workflows by this too.
            let filter = try ListFilter(reading: text, subject.fields, isKept: true)
            return filter.isEverything ? nil : text
        } catch {
            let found = error.found.isEmpty ? "the end" : error.found
            let words = "a filter: \(error.expected) at character \(error.character)"
            throw form.mismatch("if", words, because: "found \(found)")
        }
    }

    // MARK: - Steps

    private mutating func steps(_ form: JSONForm, of subject: WorkflowSubject?) -> [WorkflowStep] {
        let forms = faults.reading(form) { try Self.stepForms($0) } ?? []
        let currency = currency
        return forms.compactMap { form in
            faults.reading(form) { form in
                let step = try Self.step(form, currency)
                if let subject, !step.fits(subject) {
                    throw form.mismatch("step", "a step for a \(subject.rawValue)")
                }
                if case .stop = step, let subject { _ = try Self.filter(form, of: subject) }
                return step
            }
        }
    }

    private static func stepForms(_ form: JSONForm) throws -> [JSONForm] {
        let forms = try form.objects("steps")
        guard (1...WorkflowDefinition.mostSteps).contains(forms.count) else {
            throw form.mismatch("steps", "1 to \(WorkflowDefinition.mostSteps) steps")
        }
        return forms
    }

    private static func step(
        _ form: JSONForm,
        _ currency: (String) -> Currency?,
    ) throws -> WorkflowStep {
        let kind = try form.text("step")
        if let invoice = WorkflowStep.InvoiceStep(rawValue: kind) {
            try expect(form, ["step"])
            return .invoice(invoice)
        }
        switch kind {
        case "grant": return .grant(try gift(form, currency))
        case "note":
            try expect(form, ["step", "text"])
            let text = try form.text("text")
            guard (1...Self.mostNote).contains(text.utf8.count) else {
                throw form.mismatch("text", "a text of 1 to \(Self.mostNote) bytes")
            }
            return .note(text)
        case "wait":
            try expect(form, ["step", "for"])
            let duration = try form.duration("for")
            if duration.isZero { throw form.mismatch("for", "a duration above zero") }
            return .wait(duration)
        case "stop":
            try expect(form, ["step", "if"])
            return .stop(try form.text("if"))
        case _:
            throw form.mismatch("step", "one of \(WorkflowStep.kinds.joined(separator: ", "))")
        }
    }

    private static func gift(
        _ form: JSONForm,
        _ currency: (String) -> Currency?,
    ) throws -> WorkflowStep.Gift {
        try expect(
            form,
            ["step", "amount", "currency", "priority", "expiresAfter", "purpose"]
        )
        guard let currency = currency(try form.text("currency")) else {
            throw form.mismatch("currency", "a currency such as EUR")
        }
        let digits = try form.amount("amount").description
        guard let amount = try? Money(digits, currency), amount.minorUnits > 0
        else { throw form.mismatch("amount", "an amount above zero in \(currency)") }
        let priority = try form.optionalInteger("priority") ?? 1
        guard (0...1_000_000).contains(priority) else {
            throw form.mismatch("priority", "a whole number from 0 to 1000000")
        }
        let expiry = try form.optionalDuration("expiresAfter")
        if let expiry, expiry.hasExactPart || expiry.isZero {
            throw form.mismatch("expiresAfter", "one or more days")
        }
        return WorkflowStep.Gift(
            amount,
            priority: priority,
            expiresAfter: expiry,
            purpose: try form.optionalText("purpose") ?? ""
        )
    }

    /// A member that a kind of step does not have is a slip of the pen.
    private static func expect(_ form: JSONForm, _ known: [String]) throws {
        var faults = ShapeFaults()
        faults.expect(form, toHaveOnly: known)
        if let fault = faults.faults.first { throw fault }
    }
}
