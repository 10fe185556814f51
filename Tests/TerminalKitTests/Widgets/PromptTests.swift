import TerminalKit
import TestRigs
import Testing

@Suite struct PromptTests {
    @Test func theValueIsWhatWasTypedWhateverIsShown() {
        forEachSeed(300) { random in
            var prompt = Prompt("/")
            let text = hostileText(&random)
            for scalar in text.unicodeScalars {
                _ = prompt.answer(KeyPress(.character(Character(scalar))))
            }
            try #require(escaped(prompt.text) == escaped(text))
        }
    }

    @Test func theCaretStandsBehindWhatIsShownBeforeIt() {
        forEachSeed(300) { random in
            let profile = anyProfile(&random)
            var prompt = Prompt("/", text: hostileText(&random, upTo: 12))
            let area = GridSize(columns: 300, rows: 1).area
            let end = try #require(prompt.caret(in: area, profile)?.column)
            try #require(end - 2 == VisibleText(prompt.text, for: profile).width)
            var last = end
            while last > 2 {
                _ = prompt.answer(KeyPress(.left))
                let column = try #require(prompt.caret(in: area, profile)?.column)
                try #require(column < last, "\(escaped(prompt.text))")
                last = column
            }
            try #require(prompt.textBeforeCaret.isEmpty)
        }
    }

    @Test func aPlaceOfTheTextIsUnderWhatIsShownThere() {
        forEachSeed(300) { random in
            let profile = anyProfile(&random)
            var prompt = Prompt("/", text: hostileText(&random, upTo: 12))
            let area = GridSize(columns: 300, rows: 1).area
            repeat {
                let column = try #require(prompt.caret(in: area, profile)?.column)
                let place = prompt.textBeforeCaret.utf8.count
                try #require(prompt.column(ofByte: place, in: area, profile) == column)
            } while prompt.answer(KeyPress(.left)) == .stays && !prompt.textBeforeCaret.isEmpty
            let narrow = GridSize(columns: 12, rows: 1).area
            let last = prompt.column(ofByte: .max, in: narrow, profile)
            try #require(last < narrow.endColumn)
        }
    }

    @Test func noEditMakesTheTextLongerThanItsBound() {
        let keys = KeyScript("a é <Backspace> <Delete> <Left> <Right> <C-w> <M-d> <C-a> <C-e>").keys
        forEachSeed(200) { random in
            var prompt = Prompt("", limit: 8)
            for _ in 0..<30 {
                if Int.random(in: 0..<3, using: &random) == 0 {
                    _ = prompt.paste(hostileText(&random, upTo: 6))
                } else {
                    _ = prompt.answer(keys.randomElement(using: &random) ?? KeyPress(.end))
                }
                try #require(prompt.text.unicodeScalars.count <= 8)
                try #require(prompt.text.hasPrefix(prompt.textBeforeCaret))
            }
        }
    }

    @Test func theHistoryForgetsTheOldestAndWhatIsRepeated() {
        var history = PromptHistory(["a", "b", "b", " ", "", "c"], limit: 3)
        #expect(history.entries == ["a", "b", "c"])
        history.add("b")
        #expect(history.entries == ["b", "c", "b"])
    }

    @Test func whatIsOfferedWhileACandidateIsTriedIsLeftOut() {
        var prompt = Prompt(":", text: "x")
        prompt.offer([Completion("xa"), Completion("yb")])
        #expect(prompt.answer(KeyPress(.tab)) == .completed)
        prompt.offer([Completion("late")])
        #expect(prompt.answer(KeyPress(.tab)) == .completed)
        #expect(prompt.text == "yb")
        #expect(prompt.answer(KeyPress(.tab)) == .completed)
        #expect(prompt.text == "x")
    }

    @Test func theOwnerMaySayWhatIsCompleted() {
        var prompt = Prompt("/", text: "cust:\"Größ")
        prompt.offer([Completion("Größenwahn AG\"")], replacing: 4)
        #expect(prompt.answer(KeyPress(.tab)) == .changed)
        #expect(prompt.text == "cust:\"Größenwahn AG\"")
        prompt.offer([Completion("a")], replacing: 1000)
        _ = prompt.answer(KeyPress(.tab))
        #expect(prompt.text == "a")
    }

    @Test func everyEditHasAKey() {
        let keyed = Set(LineEdit.keys.map { $0.2 })
        #expect(keyed == Set(LineEdit.allCases))
    }
}
