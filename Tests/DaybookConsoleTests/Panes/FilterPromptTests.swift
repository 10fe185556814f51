import DaybookConsole
import DaybookCore
import TerminalKit
import TestRigs
import Testing

/// What the prompt of the filter makes of a text, without a screen and a ledger.
@Suite struct FilterPromptTests {
    @Test func theListFollowsWhatIsRightOfTheText() throws {
        for row in try TestFolder().rows("filter-prompts.tsv") {
            let typing = try Typing(row[0], row[1])
            #expect(typing.shown == row[2], "\(row)")
            #expect(typing.standing == row[3], "\(row)")
        }
    }

    @Test func tabOffersWhatCouldStandAtTheCaret() throws {
        for row in try TestFolder().rows("prompt-completions.tsv") {
            var typing = try Typing(row[0], row[1])
            #expect(typing.asked == row[2], "\(row)")
            let offered = typing.prompt.candidates.map(\.text).joined(separator: "  ")
            #expect(offered == row[3], "\(row)")
            let texts = [1, 2].map { _ in
                typing.press(.tab)
                return typing.prompt.prompt.text
            }
            #expect(texts.joined(separator: " → ") == row[4], "\(row)")
        }
    }

    @Test func everyExampleOfHelpIsAFilterOfItsPane() throws {
        for pane in PaneDefinition.all {
            for example in pane.filterExamples {
                let filter = try ListFilter(reading: example.text, pane.filters.fields)
                #expect(!filter.isEverything)
                #expect(example.text.count <= 16, "the column of help has no room for more")
            }
        }
    }

    /// Whoever is quicker than the ledger is not told that there is no such filter.
    @Test func aNameIsTakenBeforeTheSavedFiltersAreRead() throws {
        var typing = try Typing("invoices", "@late", isRead: false)
        #expect(typing.standing == "waiting")
        #expect(typing.shown == "")
        let effects = typing.press(.enter)
        #expect(typing.state.current.filter.text == "@late")
        let isOpened = effects.contains { effect in
            if case .openList(_, _, .named("late")) = effect { true } else { false }
        }
        #expect(isOpened)
    }

    @Test func answersToAnEarlierQuestionAreNotOffered() throws {
        var typing = try Typing("invoices", "cust:acme")
        let late = FilterQuestion(list: .invoices, field: "customer", start: "a")
        _ = typing.state.reduce(.valuesFound(late, ["Late"]), at: 0)
        #expect(typing.prompt.candidates.map(\.text) == ["\"ACME GmbH\""])
        let long = String(repeating: "x", count: 10_000)
        let now = FilterQuestion(list: .invoices, field: "customer", start: "acme")
        _ = typing.state.reduce(.valuesFound(now, [long, ""] + (1...99).map { "n\($0)" }), at: 0)
        #expect(typing.prompt.candidates.count == 20)
    }

    @Test func nothingThatIsTypedOrPastedBreaksIt() {
        let parts = [
            "cust:", "\"", "(", ")", "-", "|", " ", "@late", "amount:>", "é", "\u{301}",
            "\u{1B}[2J",
            "\u{202E}", "re:/", "\\", ",", "..", "foo:", "is:p", "💶", "\n",
        ]
        forEachSeed(60) { random in
            var typing = try Typing("invoices", "")
            for _ in 0..<30 {
                switch Int.random(in: 0..<6, using: &random) {
                case 0: typing.press(.tab)
                case 1:
                    typing.press([.left, .home, .end, .backspace].randomElement(using: &random)!)
                case _: typing.paste(parts.randomElement(using: &random)!)
                }
                // The list is only ever asked for what can be read.
                let shown = typing.state.current.filter
                try #require(try ListFilter(reading: shown.text, .invoices) == shown.filter)
                for size in [GridSize(columns: 80, rows: 24), GridSize(columns: 17, rows: 8)] {
                    _ = typing.state.reduce(.resized(size), at: 0)
                    _ = typing.state.frame()
                }
            }
        }
    }

    /// A console at whose prompt somebody types.
    private struct Typing {
        var state: ConsoleState
        private let books = SampleBooks()
        private(set) var asked = "-"

        init(_ pane: String, _ text: String, isRead: Bool = true) throws {
            let list = try #require(FilteredList(rawValue: pane))
            state = ConsoleState(
                identity: books.world.identity,
                profile: TextProfile(),
                keymap: .standard,
                size: GridSize(columns: 80, rows: 24),
                pane: try #require(PaneID(rawValue: pane)),
            )
            _ = state.reduce(.started, at: 0)
            _ = state.reduce(.keyPressed(KeyPress(.character("/"))), at: 0)
            if isRead {
                let saved = try books.savedFilters(list)
                _ = state.reduce(.filtersRead(list, saved), at: 0)
            }
            // A bar in the table stands for the caret.
            let parts = text.replacing("¦", with: "\u{0}").split(
                separator: "\u{0}",
                omittingEmptySubsequences: false,
            )
            paste(parts.joined())
            for _ in 0..<(parts.count > 1 ? parts[1].count : 0) { press(.left) }
        }

        var prompt: FilterPrompt {
            guard case .filtering(let prompt) = state.overlay else {
                preconditionFailure("the prompt is open")
            }
            return prompt
        }

        var shown: String { state.current.filter.text }

        var standing: String {
            switch prompt.standing {
            case .right: "-"
            case .waiting: "waiting"
            case .wrong(let problem):
                "\(problem.offset)+\(problem.length) \(prompt.words(for: problem))"
            }
        }

        mutating func paste(_ text: String) {
            answer(state.reduce(.pasted(text, isCut: false), at: 0))
        }

        @discardableResult
        mutating func press(_ key: Key) -> [Effect] {
            let effects = state.reduce(.keyPressed(KeyPress(key)), at: 0)
            answer(effects)
            return effects
        }

        /// The ledger answers at once.
        private mutating func answer(_ effects: [Effect]) {
            for effect in effects {
                guard case .findValues(let question) = effect else { continue }
                asked = "\(question.field) \(question.start)"
                let found = (try? books.values(question)) ?? []
                answer(state.reduce(.valuesFound(question, found), at: 0))
            }
        }
    }
}
