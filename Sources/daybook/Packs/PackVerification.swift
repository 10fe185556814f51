import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Checks a pack from the outside in: archive, signature, members, and the ledger inside. Each step
/// stands on those before it; the first thing that does not fit is thrown as a `PackFault`.
struct PackVerification {
    let reader: PackReader
    /// The key that must have signed it; nil where nobody says.
    let key: VerifyingKey?
    /// Where the ledger inside may lie for as long as it is looked at.
    let temporary: String

    /// What fits.
    struct Verdict {
        let manifest: PackManifest
        let key: VerifyingKey
    }

    func run() throws -> Verdict {
        let signed = try reader.signed()
        let signature: PackSignature = try Self.reading(PackNames.signature) {
            try PackSignature(reading: signed.signature)
        }
        if let key, key != signature.key { throw PackFault.foreignKey(signature.key) }
        guard signature.isValid(for: signed.manifest) else {
            throw PackFault.signature(signature.key)
        }
        let manifest: PackManifest = try Self.reading(PackNames.manifest) {
            try PackManifest(reading: signed.manifest)
        }
        try Self.requireSoundNames(manifest)
        let folder = try Folders.makeTemporary(in: temporary)
        defer { Folders.remove(folder) }
        let ledger = "\(folder)/\(PackManifest.ledgerPath)"
        try reader.check(manifest, signed, ledger: ledger)
        if manifest.hasLedger { try check(ledger, in: folder, against: manifest) }
        return Verdict(manifest: manifest, key: signature.key)
    }

    private static func reading<Answer>(
        _ path: String,
        _ body: () throws -> Answer,
    ) throws -> Answer {
        do { return try body() } catch {
            throw PackFault.unreadable(path, detail: "\(error)")
        }
    }

    /// Signed or not: a manifest says nothing of files outside the pack, and of each once.
    private static func requireSoundNames(_ manifest: PackManifest) throws {
        var seen: Set<String> = [PackNames.manifest, PackNames.signature]
        for (index, member) in manifest.members.enumerated() {
            let isMisplaced = index > 0 && member.path == PackManifest.ledgerPath
            if isMisplaced || TarHeader.objection(to: member.path) != nil {
                throw PackFault.misnamed(member.path)
            }
            if !seen.insert(member.path).inserted { throw PackFault.namedTwice(member.path) }
        }
    }

    // MARK: - The ledger inside

    private func check(
        _ path: String,
        in folder: String,
        against manifest: PackManifest,
    ) throws {
        do {
            let ledger = try Ledger(opening: path, .readOnly)
            let problem = try ledger.firstProblem(
                isStopped: { Interrupts.isPending },
                begins: reader.progress
            )
            if let problem { throw PackFault.ledger(problem) }
            try check(ledger, against: manifest)
        } catch let error as LedgerError {
            throw Self.inner(error, folder)
        } catch {
            if error is PackFault || error is Failure || error is FileError { throw error }
            // Whatever else it is: the ledger holds what Daybook does not write.
            throw PackFault.ledger("\(error)")
        }
    }

    private func check(_ ledger: Ledger, against manifest: PackManifest) throws {
        let verdict = try ledger.verifyJournal()
        if let fault = verdict.fault { throw PackFault.journal(fault) }
        if verdict.end != manifest.journal {
            throw PackFault.head(said: manifest.journal, found: verdict.end)
        }
        try ledger.read { connection in
            let organisation = try OrganisationRepository(connection).get()
            let owner = PackManifest.Owner(id: organisation.id, name: organisation.legalName)
            if owner != manifest.organisation {
                throw PackFault.owner(
                    said: "\(manifest.organisation.name) (\(manifest.organisation.id))",
                    found: "\(owner.name) (\(owner.id))"
                )
            }
            let contents = PackContents(
                connection: connection,
                scope: manifest.scope,
                date: manifest.date
            )
            try Self.compare(manifest.lists, with: contents.lists())
            let comparison = PackComparison(manifest)
            let told = ToldSink(comparison) { count in
                try reader.progress("members of the ledger", count, manifest.members.count)
            }
            try contents.write(to: told)
            try comparison.finish()
        }
    }

    private static func compare(
        _ said: [PackManifest.List],
        with found: [PackManifest.List],
    ) throws {
        for list in found {
            guard let other = said.first(where: { $0.name == list.name }), other == list else {
                throw PackFault.list(
                    list.name,
                    said: PackWords.list(said.first { $0.name == list.name }),
                    found: PackWords.list(list)
                )
            }
        }
        if let other = said.first(where: { list in !found.contains(list) }) {
            throw PackFault.list(other.name, said: PackWords.list(other), found: "none")
        }
    }

    /// A ledger of another version is not damaged; what is said of the others does not name the
    /// place where they lie for a moment.
    private static func inner(_ error: LedgerError, _ folder: String) -> any Error {
        let failure = FailureReport.ledger(error)
        let detail = failure.detail.replacing("\(folder)/", with: "")
        switch error {
        case .newer:
            return Failure(.conflict, "\(detail); all else fits", advice: "use the newer Daybook")
        case .older:
            return Failure(
                .conflict,
                "\(detail); all else fits",
                advice: "use the Daybook that made the pack"
            )
        case .full, .busy: return error
        case .missing, .exists, .foreign, .damaged, .inUse, .unrelated, .readOnly, .unusable,
            .refused:
            return PackFault.ledger(detail)
        }
    }
}
