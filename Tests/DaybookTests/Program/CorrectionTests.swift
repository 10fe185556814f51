import DaybookLive
import TestRigs
import Testing

/// What is billed too much becomes credit notes, and is due again where it should be.
@Suite struct CorrectionTests {
    @Test(arguments: ["correction-story", "books-story", "release-story"])
    func storiesOfBooksThatAreCorrectedAreTold(name: String) throws {
        let folder = try ProgramFolder()
        for plan in ["office.json", "care.json"] {
            try folder.scratch.file(plan, containing: TestFolder().text(plan))
        }
        try Self.writeParties(folder)
        var text = ""
        for line in try TestFolder().text("\(name).txt").split(separator: "\n") {
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
        expectGolden(text.replacing(/01K[0-9A-Z]{23}/, with: "ID"), named: "\(name).txt")
    }

    /// Customers by themselves, and in a folder with their accounts.
    private static func writeParties(_ folder: ProgramFolder) throws {
        try folder.scratch.file("customers.csv", containing: "key,name\nyves,Yves\n")
        try Folders.make("\(folder.scratch.path)/parties")
        try folder.scratch.file("parties/customers.csv", containing: "key,name\nzoe,Zoe\n")
        try folder.scratch.file(
            "parties/accounts.csv",
            containing: "key,customer\nzoe-eu,zoe\nzoe-us,zoe\n"
        )
    }

    private static func word(_ word: Substring, _ folder: ProgramFolder) throws -> String {
        switch word {
        case "PLAN": "FOLDER/office.json"
        case "DRAFT": try only("invoices", "--filter", "state:draft", in: folder)
        case "CREDIT": try only("credits", in: folder)
        default: String(word).replacing("%20", with: " ")
        }
    }

    /// The id of the only record of a list.
    private static func only(
        _ list: String,
        _ words: String...,
        in folder: ProgramFolder
    ) throws -> String {
        let place = ["--ledger", "FOLDER/ledger.db", list, "list", "--columns", "id", "--csv"]
        let listed = try folder.run(place + words)
        let lines = listed.output.split(separator: "\n")
        try #require(lines.count == 2, "\(listed.transcript)")
        return String(lines[1])
    }
}
