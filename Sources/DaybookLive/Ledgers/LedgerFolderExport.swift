package import DaybookBooks
package import DaybookCore
internal import DaybookShapes
package import DaybookStore
internal import DaybookWire

/// Writes the records of a ledger as a folder of readable files.
package struct LedgerFolderExport {
    private let ledger: Ledger
    private let categoryWord: (TaxCategory) -> String
    private let zone: (String) throws -> ZoneRules
    private let progress: (FolderKind, Int) throws -> Void

    /// What was written, and what a folder has no place for.
    package struct Outcome: Sendable {
        package var counts: [(kind: FolderKind, count: Int)] = []
        package var leftOut: [(table: String, count: Int)] = []
    }

    /// - Parameters:
    ///   - categoryWord: what people call a category of taxes
    ///   - progress: told now and then; may throw to stop
    package init(
        _ ledger: Ledger,
        categoryWord: @escaping (TaxCategory) -> String,
        zone: @escaping (String) throws -> ZoneRules,
        progress: @escaping (FolderKind, Int) throws -> Void = { _, _ in },
    ) {
        (self.ledger, self.categoryWord, self.zone) = (ledger, categoryWord, zone)
        self.progress = progress
    }

    /// Writes all of one state of the ledger, or nothing.
    package func write(to path: String) throws -> Outcome {
        let folder = try WholeFolder(path)
        var outcome = Outcome()
        try ledger.read { connection in
            let organisation = try OrganisationRepository(connection).get()
            let json = JSONWriter.text(FolderRows.organisation(organisation), .indented)
            let file = try folder.file("organisation.json")
            try file.append(Array("\(json)\n".utf8))
            try file.finish()
            for kind in FolderKind.allCases where kind.owner == nil {
                if kind == .invoices {
                    outcome.counts += try writeInvoices(connection, folder)
                    continue
                }
                let sink = FolderSink(kind, folder, progress)
                try write(kind, connection, sink)
                let isExpected = [.customers, .accounts, .aliases].contains(kind)
                if try sink.finish(evenIfEmpty: isExpected) {
                    outcome.counts.append((kind, sink.count))
                }
            }
            outcome.leftOut = try LedgerWalk(connection).countsLeftOut()
        }
        try folder.finish()
        return outcome
    }

    private func write(
        _ kind: FolderKind,
        _ connection: Connection,
        _ sink: FolderSink,
    ) throws {
        switch kind {
        case .currencies, .units, .groups, .taxes, .meters, .products, .addOns, .plans:
            try writeCatalogue(kind, connection, sink)
        case .customers, .accounts, .aliases, .contracts, .rates:
            try writeParties(kind, connection, sink)
        case .credits:
            try LedgerWalk(connection).credits { try sink.add(FolderRows.row($0)) }
        case .creditEntries:
            try LedgerWalk(connection).creditEntries { try sink.add(FolderRows.row($0)) }
        case .creditNotes:
            try LedgerWalk(connection).creditNotes { try sink.add(FolderRows.row($0)) }
        case .payments: try LedgerWalk(connection).payments { try sink.add(FolderRows.row($0)) }
        case .invoices, .invoiceLines, .invoiceDetails:
            preconditionFailure("invoices are written with their lines")
        }
    }

    private func writeCatalogue(
        _ kind: FolderKind,
        _ connection: Connection,
        _ sink: FolderSink,
    ) throws {
        let (catalogue, walk) = (CatalogueRepository(connection), LedgerWalk(connection))
        switch kind {
        case .currencies:
            for currency in try CurrencyRepository(connection).all()
            where Currency(iso: currency.code) == nil {
                try sink.add(FolderRows.row(currency))
            }
        case .units: for unit in try catalogue.units() { try sink.add(FolderRows.row(unit)) }
        case .groups: try writeGroups(try catalogue.groups(), sink)
        case .taxes:
            try walk.taxCodes { id, code in
                try sink.add(
                    FolderRows.row(code, id: id, category: categoryWord(code.category))
                )
            }
        case .meters:
            for meter in try MeterRepository(connection).all() {
                try sink.add(FolderRows.row(meter))
            }
        case .products:
            try walk.products { id, createdAt, product in
                try sink.add(FolderRows.row(product, id: id, createdAt: createdAt))
            }
        case .addOns:
            try walk.addOns { id, key, createdAt, history in
                for version in history.versions {
                    var json = JSONStream()
                    json.addOn(version.content, key: key)
                    try sink.add(
                        FolderRows.row(version, json.bytes, id: id, createdAt: createdAt)
                    )
                }
            }
        case .plans:
            try walk.plans { id, key, createdAt, history in
                for version in history.versions {
                    var json = JSONStream()
                    json.plan(version.content, key: key)
                    try sink.add(
                        FolderRows.row(version, json.bytes, id: id, createdAt: createdAt)
                    )
                }
            }
        case .customers, .accounts, .aliases, .contracts, .rates, .credits, .invoices,
            .invoiceLines, .invoiceDetails, .creditNotes, .creditEntries, .payments:
            preconditionFailure("\(kind) is not sold")
        }
    }

    /// A group comes behind the one that it lies in.
    private func writeGroups(_ groups: [ProductGroup], _ sink: FolderSink) throws {
        var (rest, written) = (groups, Set<String>())
        while !rest.isEmpty {
            let next = rest.filter { $0.parent.map(written.contains) ?? true }
            for group in next.isEmpty ? rest : next {
                try sink.add(FolderRows.row(group))
                written.insert(group.key)
            }
            rest.removeAll { written.contains($0.key) }
        }
    }

    private func writeParties(
        _ kind: FolderKind,
        _ connection: Connection,
        _ sink: FolderSink,
    ) throws {
        let customers = CustomerRepository(connection)
        switch kind {
        case .customers: try customers.forEachCustomer { try sink.add(FolderRows.row($0)) }
        case .accounts:
            try customers.forEachAccount { account in
                let owner = try customers.owner(of: account.id)
                try sink.add(FolderRows.row(account, of: owner.customerKey))
            }
        case .aliases:
            try customers.forEachAlias { name, claim in
                try sink.add(FolderRows.row(name, claim))
            }
        case .contracts:
            try ContractRepository(connection, zone: zone).forEach { record in
                var json = JSONStream()
                json.contract(record.contract)
                let owner = try customers.owner(of: record.account)
                try sink.add(
                    FolderRows.row(record, of: owner.accountKey, terms: json.bytes)
                )
            }
        case .rates: try RateRepository(connection).forEach { try sink.add(FolderRows.row($0)) }
        case .currencies, .units, .groups, .taxes, .meters, .products, .addOns, .plans,
            .credits, .invoices, .invoiceLines, .invoiceDetails, .creditNotes, .creditEntries,
            .payments:
            preconditionFailure("\(kind) is no party and no agreement")
        }
    }

    /// Invoices, their lines and what else there is of these: three files at once.
    private func writeInvoices(
        _ connection: Connection,
        _ folder: WholeFolder,
    ) throws -> [(kind: FolderKind, count: Int)] {
        let (invoices, walk) = (InvoiceRepository(connection), LedgerWalk(connection))
        let customers = CustomerRepository(connection)
        let sinks = [FolderKind.invoices, .invoiceLines, .invoiceDetails].map { kind in
            FolderSink(kind, folder, progress)
        }
        try invoices.forEach { invoice in
            let fate = try walk.fate(of: invoice)
            let account = try customers.owner(of: invoice.account).accountKey
            try sinks[0].add(FolderRows.row(invoice, of: account, fate))
            for line in try invoices.lines(of: invoice) {
                try sinks[1].add(FolderRows.row(line))
                if let details = try FolderRows.details(line, fate.revenue) {
                    try sinks[2].add(details)
                }
            }
        }
        return try sinks.compactMap { sink in
            let isExpected = sink.kind != .invoiceDetails
            return try sink.finish(evenIfEmpty: isExpected) ? (sink.kind, sink.count) : nil
        }
    }
}

/// One file of the folder on its way to the disk; it begins with its first record.
private final class FolderSink {
    let kind: FolderKind
    private let folder: WholeFolder
    private let progress: (FolderKind, Int) throws -> Void
    private var writer: FolderWriter
    private var file: WholeFile?

    init(
        _ kind: FolderKind,
        _ folder: WholeFolder,
        _ progress: @escaping (FolderKind, Int) throws -> Void,
    ) {
        (self.kind, self.folder, self.progress) = (kind, folder, progress)
        writer = FolderWriter(kind)
    }

    var count: Int { writer.count }

    func add(_ row: FolderRows.Row) throws {
        writer.add(row)
        if writer.count.isMultiple(of: 1024) { try progress(kind, writer.count) }
        if writer.bytes.count >= 1 << 18 { try flush() }
    }

    private func flush() throws {
        let open = try file ?? folder.file(kind.fileName)
        file = open
        try open.append(writer.take())
    }

    /// Answers whether there is such a file.
    func finish(evenIfEmpty: Bool) throws -> Bool {
        if count == 0 && !evenIfEmpty { return false }
        try flush()
        try file?.finish()
        return true
    }
}
