import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookWire
import TestRigs
import Testing

@Suite struct CaseTests {
    /// Each file, and the profile that its answers were taken under.
    static let files: [(String, ProfileID)] = [
        ("rating.jsonl", .openmeter), ("grants.jsonl", .openmeter), ("meters.jsonl", .openmeter),
        ("periods.jsonl", .openmeter), ("peers.jsonl", .daybook), ("oracle.jsonl", .openmeter),
        ("meters-own.jsonl", .daybook), ("meters-openmeter.jsonl", .openmeter),
        ("grants-own.jsonl", .openmeter), ("periods-own.jsonl", .openmeter),
        ("peers-own.jsonl", .daybook), ("togai-own.jsonl", .togai), ("vayu-own.jsonl", .vayu),
        ("rating-own.jsonl", .openmeter), ("contracts-own.jsonl", .openmeter),
        ("corrections.jsonl", .openmeter),
    ]

    private static let kinds = Set(CaseKind.all.map(\.name))

    @Test(arguments: files)
    func everyCaseHasTheAnswerThatItsSourceGives(_ file: String, _ profile: ProfileID) throws {
        let bytes = Array(try TestFolder().text("cases/\(file)").utf8)
        let answers = try Self.answers(to: bytes, profile)
        let cases = try Self.documents(bytes)
        try #require(cases.count == answers.count)
        for (input, answer) in zip(cases, answers) {
            guard Self.kinds.contains(try input.root.required("kind").string()) else { continue }
            let id = try input.root.required("id").string()
            #expect(try answer.root.required("id").string() == id)
            var expectation = CaseExpectation(of: input.root)
            try expectation.compare(with: answer.root)
            let differences = expectation.differences
            #expect(differences.isEmpty, "\(id)\n\(answer.root.source)")
        }
    }

    static func answers(to bytes: [UInt8], _ profile: ProfileID) throws -> [JSONDocument] {
        let zones = ZoneLibrary()
        let setting = CaseSetting(profile: .of(profile), zone: { try zones.rules(named: $0) })
        var answerer = CaseAnswerer(MemorySource(bytes), setting)
        var output: [UInt8] = []
        try answerer.answerAll { output += $0 }
        return try documents(output)
    }

    static func documents(_ lines: [UInt8]) throws -> [JSONDocument] {
        try lines.split(separator: UInt8(ascii: "\n")).map { try JSONDocument(Array($0)) }
    }
}
