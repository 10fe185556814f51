import DaybookCore
import TestRigs
import Testing

/// Names of usage and whom they mean: told on 10 March 2026.
@Suite struct AliasHistoryTests {
    @Test func aNameMeansOneAccountAtATime() throws {
        for row in try TestFolder().rows("alias-stories.tsv") {
            var history = AliasHistory("name")
            var outcome = ""
            do {
                for act in row[1].split(separator: ";") {
                    try Self.perform(act.split(separator: " ").map(String.init), &history)
                }
                outcome = history.claims.map(Self.text).joined(separator: ", ")
            } catch let error as PartyError {
                outcome = Self.text(error)
            }
            #expect(outcome == row[2], "\(row[0])")
        }
    }

    private static func perform(_ words: [String], _ history: inout AliasHistory) throws {
        let account = RecordID(bits: words[0] == "a" ? 1 : 2)
        if words[1] == "gone" {
            try history.take(from: account, key: words[0])
        } else {
            try history.give(
                to: account,
                key: words[0],
                from: try day(words[1]),
                to: try day(words[2]),
                today: try parsedDay("2026-03-10")
            )
        }
    }

    private static func day(_ text: String) throws -> CivilDate? {
        text == "-" ? nil : try parsedDay(text)
    }

    private static func text(_ claim: AliasClaim) -> String {
        "\(claim.accountKey) \(text(claim.from))..\(claim.to.map { text($0) } ?? "")"
    }

    private static func text(_ day: CivilDate) -> String {
        [day.month, day.day].reduce("\(day.year)") { $0 + ($1 < 10 ? "-0" : "-") + "\($1)" }
    }

    private static func text(_ error: PartyError) -> String {
        switch error {
        case .aliasTaken(let claim, _): "taken by \(claim.accountKey)"
        case .endsBeforeItBegins: "reversed"
        case .aliasUnknown(_, let account): "unknown to \(account)"
        case .badKey, .empty, .tooLong, .badCountry, .badEmail, .lastAccount, .archived,
            .currencyInUse, .aliasIsKey, .keyIsAlias:
            "\(error)"
        }
    }
}
