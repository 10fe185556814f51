import TerminalKit
import TestRigs
import Testing

@Suite struct DialogTests {
    private let keys = KeyScript(
        "y Y n d <Enter> <Space> <Tab> <S-Tab> <Left> <Right> <Up> <Down> <PageUp> <C-a> x"
    ).keys

    @Test func theKeyThatOpenedAQuestionNeverConfirmsIt() {
        for opener in keys {
            var dialog = question(opener)
            for _ in 0..<50 {
                if case .chose = dialog.answer(opener) { Issue.record("\(opener) confirmed") }
            }
            // Nor after the focus has been moved to where it would be pressed.
            dialog = question(opener)
            for key in KeyScript("<Tab> <Left> <Right>").keys where key != opener {
                _ = dialog.answer(key)
                if case .chose = dialog.answer(opener) { Issue.record("\(opener) confirmed") }
            }
        }
    }

    @Test func everyQuestionCanBeConfirmedByAnotherKeyAndCancelled() {
        for opener in keys {
            let ways = ["y", "<Tab> <Enter>", "<Left> <Enter>"].map { KeyScript($0) }
            let confirmed = ways.filter { script in
                var dialog = question(opener)
                return script.keys.map { dialog.answer($0) }.last == .chose(id: "do")
            }
            #expect(!confirmed.isEmpty, "\(opener)")
            for cancel in KeyScript("<Enter> <Space> <Esc> n").keys {
                var dialog = question(opener)
                #expect(dialog.answer(cancel) == .cancelled, "\(cancel) after \(opener)")
            }
        }
    }

    @Test func nothingButTheWholeWordLetsTheWorstHappen() {
        let word = "EUR 12,480.50"
        forEachSeed(200) { random in
            var dialog = Dialog(
                "Void",
                [],
                [.init("void", "Void", key: "y")],
                openedBy: KeyPress(.character("v")),
                typing: word
            )
            var typed = ""
            for _ in 0..<20 {
                let part = word.prefix(Int.random(in: 0..<word.count, using: &random))
                let isField = dialog.caret(in: area, TextProfile()) != nil
                if isField && typed.count + part.count < word.count {
                    _ = dialog.paste(String(part))
                    typed += part
                }
                let key = try #require(
                    keys.filter { isNavigation($0) }.randomElement(using: &random)
                )
                let answer = dialog.answer(key)
                if case .chose = answer { throw TestFailure("\(key) confirmed \(typed)") }
                if answer == .cancelled { return }
            }
        }
    }

    private let area = GridSize(columns: 60, rows: 12).area

    private func isNavigation(_ press: KeyPress) -> Bool {
        switch press.key {
        case .character(let character): character == " "
        case _: true
        }
    }

    private func question(_ opener: KeyPress) -> Dialog {
        Dialog(
            "Do it",
            [StyledLine("It is done.")],
            [.init("do", "Do", key: "y")],
            openedBy: opener
        )
    }
}
