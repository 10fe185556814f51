import TestRigs
import Testing

/// What is billed too much becomes credit notes, and is due again where it should be.
@Suite struct CorrectionTests {
    @Test func theStoryOfAContractThatEndsEarlyIsTold() throws {
        let folder = try ProgramFolder()
        try folder.scratch.file("office.json", containing: TestFolder().text("office.json"))
        var text = ""
        for line in try TestFolder().text("correction-story.txt").split(separator: "\n") {
            if line.hasPrefix("#") {
                text += "\n\(line)\n"
                continue
            }
            let words = try line.split(separator: " ").map { try Self.word($0, folder) }
            let clock = ["--ledger", "FOLDER/ledger.db", "--now", "\(words[0])T09:00:00Z"]
            let result = try folder.run(clock + words.dropFirst())
            text += "\n$ \(line)\n\(folder.transcript(result))"
        }
        // Ids are made by chance.
        expectGolden(text.replacing(/01K[0-9A-Z]{23}/, with: "ID"), named: "correction-story.txt")
    }

    private static func word(_ word: Substring, _ folder: ProgramFolder) throws -> String {
        switch word {
        case "PLAN": "FOLDER/office.json"
        case "DRAFT": try draft(in: folder)
        default: String(word).replacing("%20", with: " ")
        }
    }

    /// The id of the only draft.
    private static func draft(in folder: ProgramFolder) throws -> String {
        let listed = try folder.run([
            "--ledger", "FOLDER/ledger.db", "invoices", "list", "--filter", "state:draft",
            "--columns", "id", "--csv",
        ])
        let lines = listed.output.split(separator: "\n")
        try #require(lines.count == 2, "\(listed.transcript)")
        return String(lines[1])
    }
}
