import DaybookLive
import DaybookStore
import Glibc
import TestRigs
import Testing

@testable import daybook

/// Books with invoices, a credit note and payments, the key that signs them, and their packs.
struct PackBooks {
    let folder: ProgramFolder

    static let seed = String(repeating: "07", count: 32)
    static let key = "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c"

    /// - Parameter accounts: how many have been billed, of whom the first ones have paid
    init(accounts: Int = 4) throws {
        folder = try ProgramFolder()
        try Self.putKey(folder)
        try folder.makeStages(accounts: accounts)
        try run(["credit-notes", "create", "INV-2026-0001", "--line", "1=3.00", "--quiet"])
    }

    /// The organisation's key, where the program looks for it.
    static func putKey(_ folder: ProgramFolder) throws {
        let place = try folder.scratch.file(
            ".config/daybook/signing.key",
            containing: seed + "\n"
        )
        unsafe chmod(place, 0o600)
    }

    @discardableResult
    func run(_ words: [String]) throws -> ProgramResult {
        let result = try folder.run(
            ["--ledger", "FOLDER/received.db", "--as", "bert"] + words + ProgramFolder.clock
        )
        try #require(result.exitCode == 0, "\(words): \(result.transcript)")
        return result
    }

    /// The bytes of a pack of all of it.
    func pack(_ words: [String] = [], as name: String = "pack.tar") throws -> [UInt8] {
        try run(["pack", "FOLDER/\(name)", "--quiet"] + words)
        return try readBytes(at: folder.path(name))
    }

    /// The first thing that does not fit, or what was said instead.
    func fault(of bytes: [UInt8], key: String? = nil) throws -> PackFault? {
        let path = folder.path("changed.tar")
        try writeBytes(bytes, to: path)
        let verification = PackVerification(
            reader: PackReader(path: path) { _, _, _ in },
            key: key.flatMap { VerifyingKey(hexadecimal: $0) },
            temporary: folder.scratch.path
        )
        do {
            _ = try verification.run()
            return nil
        } catch let fault as PackFault {
            return fault
        }
    }

    /// What the temporary folders left behind.
    var leftOvers: [String] {
        folder.scratch.names.filter { $0.contains(".partial-") || $0.hasPrefix("daybook-") }
    }
}
