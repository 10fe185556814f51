import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let verify = Command(
        ["verify"],
        summary: "Check that nothing of a review pack was changed, and that it adds up",
        discussion: """
            Needs no ledger, and writes nowhere but into a folder that it removes. In this order: \
            the archive is well-formed and holds plain files alone; the manifest is what the key \
            has signed; each member is the one that the manifest names, none more, none less; and \
            the ledger inside is sound, its journal unbroken and as long as the manifest says, \
            and gives the same counts, totals, lists and documents again, byte for byte.

            A pack brings the key that checks it. Whose key that is, it cannot prove: give --key \
            with what you were told on another way, or compare it yourself.
            """,
        arguments: [ArgumentSpec("PACK", "The pack", kind: .path(.file))],
        options: [
            .value(
                "key",
                "FILE|HEX",
                .text,
                "Only this key counts: 64 digits, or a file with these or with a signed head"
            )
        ],
        examples: [
            Example("daybook verify review.tar", "Check a pack, and see whose key signed it"),
            Example(
                "daybook verify review.tar --key 2026-10.json",
                "With the key of a head that was kept"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such file"),
            ExitNote(.conflict, "the ledger inside is of another version of Daybook"),
            ExitNote(.ledgerDamaged, "something does not fit; the first such thing is named"),
            ExitNote(.stopped),
        ],
        run: { session in
            let path = session.invocation.argument("PACK")
            guard try Files.isPlain(path) else {
                throw Failure(.wrongUsage, "\(path) is no plain file", instance: path)
            }
            let key = try session.invocation.text("key").map { try verifyingKey($0) }
            Interrupts.hold()
            let line = SharedLine(session)
            let reader = PackReader(path: path) { label, done, total in
                try line.show(label, done, of: total)
                try ProgressLine.checkInterrupt("stopped; nothing was said of \(path)")
            }
            let verification = PackVerification(
                reader: reader,
                key: key,
                temporary: session.environment["TMPDIR"] ?? "/tmp"
            )
            let verdict: PackVerification.Verdict
            do {
                verdict = try verification.run()
            } catch let fault as PackFault {
                try line.clear()
                try report(fault, path, session)
                throw FailureReport.pack(fault, at: path)
            }
            try line.clear()
            try report(verdict, path, isKeyGiven: key != nil, session)
        }
    )

    /// The key of digits, or of a file. A file's digits are never shown: they may be a secret.
    private static func verifyingKey(_ word: String) throws -> VerifyingKey {
        if let key = VerifyingKey(hexadecimal: word.lowercased()) { return key }
        guard let key = VerifyingKey(file: try FileSource.content(of: word, limit: 1 << 16)) else {
            throw Failure(
                .wrongUsage,
                "--key: \(word) holds no key",
                advice: "give 64 digits, or a file with them or with what `daybook audit head` "
                    + "prints",
                instance: word
            )
        }
        return key
    }

    private static func report(_ fault: PackFault, _ path: String, _ session: Session) throws {
        guard session.invocation.flag("json") || session.invocation.flag("jsonl") else { return }
        try session.writeJSON([
            "pack": .string(path),
            "fits": false,
            "fault": [
                "kind": .string(fault.name),
                "member": .text(fault.member),
                "detail": .string(FailureReport.sentence(fault)),
            ],
        ])
    }

    private static func report(
        _ verdict: PackVerification.Verdict,
        _ path: String,
        isKeyGiven: Bool,
        _ session: Session,
    ) throws {
        let manifest = verdict.manifest
        let isOwn =
            (try? KeyFile.existingKey(at: session.signingKeyPath))??.verifying
            == verdict.key
        if session.invocation.flag("json") || session.invocation.flag("jsonl") {
            try session.writeJSON(
                .object(
                    [
                        .init("pack", .string(path)), .init("fits", true), .init("fault", .null),
                        .init("key", .string(verdict.key.hexadecimal)),
                        .init("keyGiven", .bool(isKeyGiven)), .init("keyOwn", .bool(isOwn)),
                    ] + PackWords.json(manifest)
                )
            )
            return
        }
        if session.invocation.flag("quiet") { return }
        let key = verdict.key.hexadecimal
        let whose =
            isKeyGiven
            ? "signed with the key that you gave, \(key)"
            : isOwn
                ? "signed with your own key, \(key)"
                : "the signature fits the key inside, \(key): compare it with what the signer has "
                    + "told you, or give that with --key"
        let count = Texts.count(manifest.members.count, "file")
        let inside =
            manifest.hasLedger
            ? "the ledger inside is sound and gives the same lists, totals and documents; its "
                + "journal has \(Texts.count(manifest.journal.number, "entry", plural: "entries"))"
                + ", the last hash is \(manifest.journal.hash)"
            : "there is no ledger inside: that \(count) are as they were signed says not where "
                + "their figures come from"
        let lists = manifest.lists.map { "\(Words.visible($0.name)): \(PackWords.list($0))" }
        let lines =
            [PackWords.origin(manifest), whose, "\(count), each as it was signed"]
            + lists + [inside]
        try session.write(lines.map { Words.line($0) + "\n" }.joined())
    }
}
