import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Takes records into the ledger, one after the other, in one series of changes.
///
/// What a record may say is what the forms of the commands read; what may be written is what the
/// desks of the store let through. A record that is there already is compared, never overwritten
/// unless that was asked for.
final class ImportDesk {
    let session: Session
    let series: ChangeSeries
    let order: ImportOrder
    let now: Instant
    let clerk: InvoiceDesk.Clerk
    let zones: @Sendable (String) throws -> ZoneRules
    var published = PublishedVersions()
    var seenAliases: Set<String> = []
    var known = KnownCatalogue()
    private(set) var hasMeters = false
    /// How many customers have got an account with their own record.
    var addedAccountCount = 0
    /// The lines on which records without an id stand, by what they say.
    private var contents: [SHA256Digest: Int] = [:]

    init(_ session: Session, _ series: ChangeSeries, _ order: ImportOrder) throws {
        (self.session, self.series, self.order) = (session, series, order)
        now = try session.now()
        clerk = try session.clerk(series.connection)
        zones = session.zoneRules
    }

    var connection: Connection { series.connection }

    /// Takes a record, or leaves everything as it was and says why not.
    func take(_ record: FileRecord, _ kind: FolderKind, _ parts: InvoiceParts) throws
        -> ImportOutcome
    {
        let own = kind == .invoices ? try parts.take(of: record) : ([], [])
        try requireMembers(record, kind)
        let act = try session.importAct(kind)
        return try series.change(act, needing: permissions(record, kind)) { connection in
            var input = try RecordInput(session, record, members: kind.fields.map(\.name))
            input.zones = zones
            switch kind {
            case .currencies, .units, .groups, .taxes, .meters, .products:
                return try takeCatalogue(input, kind)
            case .addOns: return try takeVersion(input, .addOn)
            case .plans: return try takeVersion(input, .plan)
            case .customers: return try takeCustomer(input)
            case .accounts: return try takeAccount(input)
            case .aliases: return try takeAlias(input)
            case .contracts: return try takeContract(input)
            case .rates: return try takeRate(input)
            case .credits: return try takeCredit(input, record)
            case .creditEntries: return try takeCreditEntry(input)
            case .invoices: return try takeInvoice(input, record, own)
            case .creditNotes: return try takeCreditNote(input)
            case .payments: return try takePayment(input)
            case .invoiceLines, .invoiceDetails:
                preconditionFailure("lines come with their invoices")
            }
        }
    }

    /// What a record needs beside what its kind needs: whoever says that something was done may do
    /// it.
    private func permissions(_ record: FileRecord, _ kind: FolderKind) -> [Permission] {
        func needed(_ member: String, _ permission: Permission) -> [Permission] {
            record.node[member] == nil ? [] : [permission]
        }
        switch kind {
        case .invoices:
            return needed("number", .invoicesIssue) + needed("writtenOff", .invoicesWriteOff)
                + needed("approvedAt", .invoicesApprove)
        case .credits: return [.creditsGrant]
        case .payments: return needed("refunds", .paymentsRefund)
        case .currencies, .units, .groups, .taxes, .meters, .products, .addOns, .plans,
            .customers, .accounts, .aliases, .contracts, .rates, .creditNotes, .creditEntries,
            .invoiceLines, .invoiceDetails:
            return []
        }
    }

    func requireMembers(_ record: FileRecord, _ kind: FolderKind) throws {
        for field in kind.fields where field.isRequired && record.node[field.name] == nil {
            throw Failure(
                .wrongUsage,
                "\(record.place): $.\(field.name): expected a value, found nothing"
            )
        }
    }

    // MARK: - Identity

    /// The id that a record names.
    func id(_ input: RecordInput) throws -> RecordID? {
        guard let text = try input.optionalText("id", nil) else { return nil }
        guard let id = RecordID(text) else { throw input.expected("an id", "id", text) }
        return id
    }

    /// Whether a record that is there was written by this import: then a file has it twice.
    func requireFirst(_ id: RecordID, _ noun: String, _ key: String) throws {
        guard let first = series.entries?.lowerBound,
            let last = try JournalRepository(connection).lastEntry(of: id), last.number >= first
        else { return }
        throw Failure(.wrongUsage, "the \(noun) \(Words.quoted(key)) again")
    }

    /// A record that is known by its id alone says its id; another one gets that of its content,
    /// so that it is the same one when the file comes again.
    ///
    /// - Parameter number: what it is known by otherwise
    func identity(
        _ input: RecordInput,
        _ record: FileRecord,
        from moment: Instant,
        number: String? = nil,
    ) throws -> RecordID {
        if let id = try id(input) { return id }
        if let number {
            let bytes = Array(number.utf8)
            return Self.id(of: SHA256Digest(of: bytes.span), from: moment)
        }
        let content = Array(JSONWriter.text(record.node.value, .canonical).utf8)
        let digest = SHA256Digest(of: content.span)
        if let line = contents.updateValue(record.line, forKey: digest) {
            throw Failure(
                .wrongUsage,
                "\(record.place): the same as line \(line); where both are meant, give them ids"
            )
        }
        return Self.id(of: digest, from: moment)
    }

    private static func id(of digest: SHA256Digest, from moment: Instant) -> RecordID {
        let bits = digest.bytes.prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return RecordID(createdAt: moment, chance: bits)
    }

    /// The moment at which a record came about elsewhere, else now.
    func createdAt(_ input: RecordInput, _ standing: Instant? = nil) throws -> Instant {
        try input.time("createdAt") ?? standing ?? now
    }

    func noteMeter() { hasMeters = true }
}

extension Session {
    /// What an import does to records of a kind, in the name of whoever gave the command.
    func importAct(_ kind: FolderKind) throws -> Act {
        let noun =
            switch kind {
            case .currencies, .units, .groups, .products: "product"
            case .taxes: "tax"
            case .meters: "meter"
            case .addOns: "addon"
            case .plans: "plan"
            case .customers: "customer"
            case .accounts, .aliases: "account"
            case .contracts: "contract"
            case .rates: "rate"
            case .credits, .creditEntries: "credit"
            case .invoices, .invoiceLines, .invoiceDetails: "invoice"
            case .creditNotes: "credit-note"
            case .payments: "payment"
            }
        return try importAct(noun)
    }

    func importAct(_ noun: String) throws -> Act {
        Act(actor: try actor(), at: try now(), cause: .import, action: "\(noun).import")
    }
}
