import DaybookCore
import TestRigs
import Testing

@Suite struct UndoSearchTests {
    @Test func whatIsTakenBackNextFollowsFromWhatWasDone() throws {
        for row in try TestFolder().rows("undo.tsv") {
            let steps = steps(row[0].split(separator: " ").map(String.init))
            #expect(next(.undo, steps) == row[1], "\(row)")
            #expect(next(.redo, steps) == row[2], "\(row)")
        }
    }

    private typealias Named = (name: String, step: UndoSearch.Step)

    private func steps(_ names: [String]) -> [Named] {
        // `-b` takes back `b`; `+b` takes back `-b`.
        let cancelled = Set(
            names.compactMap { name in
                switch name.first {
                case "-": String(name.dropFirst())
                case "+": "-" + name.dropFirst()
                case "!": nil
                case _: name.hasSuffix("!") ? name : nil
                }
            }
        )
        return names.enumerated().map { number, name in
            let cause: Act.Cause =
                switch name.first {
                case "-": .undo
                case "+": .redo
                case "~": .refused
                case "=": .workflow
                case _: .console
                }
            let isCancelled = cancelled.contains(name)
            return (name, .init(number: number, cause: cause, isCancelled: isCancelled))
        }
    }

    private func next(_ direction: UndoSearch.Direction, _ steps: [Named]) -> String {
        let search = UndoSearch(direction)
        for (name, step) in steps.reversed() {
            switch search.finding(at: step) {
            case .found: return name
            case .nothing: return "nothing"
            case .goOn: continue
            }
        }
        return "nothing"
    }

    @Test func anActionIsANounAndAVerb() {
        #expect(named("customer.update")?.action == "customer.update")
        #expect(named("credit-note.issue.all") != nil)
        for action in ["", "customer", "customer.", ".update", "a..b", "Customer.update", "a.b c"] {
            #expect(named(action) == nil, "\(action)")
        }
    }

    private func named(_ action: String) -> Act? {
        Act(actor: "a", at: .epoch, cause: .console, storedAction: action)
    }
}
