// What lives in this folder: what a review pack says of itself, signed, and what the ledger is
// asked for a pack alone. How packs are written and checked is in `daybook/Packs`.

package import DaybookCore
internal import DaybookWire

/// What a review pack says that it holds, and where that comes from.
package struct PackManifest: Hashable, Sendable {
    /// The moment that the pack is of.
    package var at: Instant
    /// That day where the organisation is: what is overdue depends on it.
    package var date: CivilDate
    package var actor: String
    /// Name and version of what made it.
    package var program: String
    package var organisation: Owner
    package var journal: JournalRepository.End
    package var scope: PackScope
    package var lists: [List]
    /// All but the manifest and its signature, in their order.
    package var members: [Member]

    package init(
        at: Instant,
        date: CivilDate,
        actor: String,
        program: String,
        organisation: Owner,
        journal: JournalRepository.End,
        scope: PackScope,
        lists: [List],
        members: [Member],
    ) {
        (self.at, self.date, self.actor, self.program) = (at, date, actor, program)
        (self.organisation, self.journal, self.scope) = (organisation, journal, scope)
        (self.lists, self.members) = (lists, members)
    }

    /// Whose ledger it is. Heads of the journal call it by the same id.
    package struct Owner: Hashable, Sendable {
        package let id: RecordID
        package let name: String

        package init(id: RecordID, name: String) {
            (self.id, self.name) = (id, name)
        }
    }

    /// How many records a list has, and what they come to.
    package struct List: Hashable, Sendable {
        package let name: String
        package let count: Int
        package let totals: [Total]

        package init(name: String, count: Int, totals: [Total]) {
            (self.name, self.count, self.totals) = (name, count, totals)
        }
    }

    /// The sum of a list's amounts in a currency.
    package struct Total: Hashable, Sendable {
        package let currency: String
        package let count: Int
        package let amount: PreciseAmount

        package init(currency: String, count: Int, amount: PreciseAmount) {
            (self.currency, self.count, self.amount) = (currency, count, amount)
        }
    }

    /// A file of the pack.
    package struct Member: Hashable, Sendable {
        package let path: String
        package let size: Int
        package let digest: SHA256Digest

        package init(path: String, size: Int, digest: SHA256Digest) {
            (self.path, self.size, self.digest) = (path, size, digest)
        }
    }

    /// What packs of this house are called in their manifest.
    package static var format: String { "daybook-pack/1" }

    package static var ledgerPath: String { "ledger.db" }

    package var hasLedger: Bool { members.first?.path == Self.ledgerPath }

    /// When its members were written, as archives tell it. Nobody's clock before 1970 is believed.
    package var seconds: Int { Self.seconds(of: at) }

    package static func seconds(of instant: Instant) -> Int {
        min(max(0, Int(instant.seconds)), TarHeader.latestSecond)
    }
}

/// Which records of a ledger a pack is about: all, those of a customer, those of a time.
package struct PackScope: Hashable, Sendable {
    /// The customer's key.
    package var customer: String?
    package var period: Period<CivilDate>?

    package init(customer: String? = nil, period: Period<CivilDate>? = nil) {
        (self.customer, self.period) = (customer, period)
    }

    package var isEverything: Bool { customer == nil && period == nil }
}

// MARK: - Writing

extension PackManifest {
    /// The canonical text (RFC 8785), which is what is signed: keys in their order, no blanks.
    package var bytes: [UInt8] {
        var json = JSONStream()
        json.object { json in
            json.time("at", at)
            json.text("by", actor)
            json.text("date", date.iso8601)
            json.text("format", Self.format)
            json.object("journal") { json in
                json.text("hash", journal.hash.hexadecimal)
                json.integer("number", journal.number)
            }
            json.array("lists") { json in for list in lists { list.write(to: &json) } }
            json.array("members") { json in for member in members { member.write(to: &json) } }
            json.object("organisation") { json in
                json.text("id", organisation.id.description)
                json.text("name", organisation.name)
            }
            json.text("program", program)
            json.object("scope") { json in
                json.text("customer", scope.customer)
                json.text("from", scope.period?.from.iso8601)
                json.text("to", scope.period?.to.iso8601)
            }
        }
        return json.bytes
    }
}

extension PackManifest.List {
    fileprivate func write(to json: inout JSONStream) {
        json.object { json in
            json.integer("count", count)
            json.text("name", name)
            json.array("totals") { json in
                for total in totals {
                    json.object { json in
                        json.decimal("amount", total.amount)
                        json.integer("count", total.count)
                        json.text("currency", total.currency)
                    }
                }
            }
        }
    }
}

extension PackManifest.Member {
    fileprivate func write(to json: inout JSONStream) {
        json.object { json in
            json.integer("bytes", size)
            json.text("path", path)
            json.text("sha256", digest.hexadecimal)
        }
    }
}

// MARK: - Reading

extension PackManifest {
    /// Reads what `bytes` wrote. Of one manifest there is one text: any other is refused.
    package init(reading text: [UInt8]) throws {
        guard Self.isSparse(text) else {
            throw UnreadableValue(expected: "a manifest", found: "a great many values")
        }
        let root = try JSONDocument(text).root
        let format = try root.required("format")
        guard try format.string() == Self.format else {
            throw format.mismatch("\"\(Self.format)\"")
        }
        let journal = try root.required("journal")
        let organisation = try root.required("organisation")
        self.init(
            at: try Instant(iso8601: root.required("at").string()),
            date: try CivilDate(iso8601: root.required("date").string()),
            actor: try root.required("by").string(),
            program: try root.required("program").string(),
            organisation: Owner(
                id: try Self.id(organisation.required("id")),
                name: try organisation.required("name").string()
            ),
            journal: .init(
                number: try journal.required("number").count(),
                hash: try journal.required("hash").digest()
            ),
            scope: try PackScope(root.required("scope")),
            lists: try root.required("lists").elements().map { try List($0) },
            members: try root.required("members").elements().map { try Member($0) }
        )
        guard bytes == text else { throw root.mismatch("the canonical text of a manifest") }
    }

    /// Whether there are as few values in it as there are in a manifest, whose members are long:
    /// a text of values alone would take many times its size once it is read.
    private static func isSparse(_ text: [UInt8]) -> Bool {
        var marks = 0
        for byte in text where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") {
            marks += 1
        }
        return marks <= text.count / 16 + 10_000
    }

    private static func id(_ json: JSONNode) throws -> RecordID {
        guard let id = RecordID(try json.string()) else { throw json.mismatch("an id") }
        return id
    }
}

extension PackManifest.List {
    fileprivate init(_ json: JSONNode) throws {
        self.init(
            name: try json.required("name").string(),
            count: try json.required("count").count(),
            totals: try json.required("totals").elements().map { total in
                let amount = try total.required("amount")
                guard let digits = try? PreciseAmount(amount.string()) else {
                    throw amount.mismatch("an amount")
                }
                return PackManifest.Total(
                    currency: try total.required("currency").string(),
                    count: try total.required("count").count(),
                    amount: digits
                )
            }
        )
    }
}

extension PackManifest.Member {
    fileprivate init(_ json: JSONNode) throws {
        self.init(
            path: try json.required("path").string(),
            size: try json.required("bytes").count(),
            digest: try json.required("sha256").digest()
        )
    }
}

extension PackScope {
    fileprivate init(_ json: JSONNode) throws {
        let from = try json["from"].map { try CivilDate(iso8601: $0.string()) }
        let to = try json["to"].map { try CivilDate(iso8601: $0.string()) }
        var period: Period<CivilDate>?
        if let from, let to, from < to { period = try Period(from: from, to: to) }
        guard (period == nil) == (from == nil && to == nil) else {
            throw json.mismatch("a time from one day to a later one, or none")
        }
        self.init(customer: try json["customer"]?.string(), period: period)
    }
}

extension JSONNode {
    fileprivate func count() throws -> Int {
        let number = try integer()
        guard number >= 0 else { throw mismatch("a count") }
        return number
    }

    fileprivate func digest() throws -> SHA256Digest {
        guard let digest = SHA256Digest(hexadecimal: try string()) else {
            throw mismatch("a hash of 64 digits")
        }
        return digest
    }
}
