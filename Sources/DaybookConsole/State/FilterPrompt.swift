package import DaybookCore
package import TerminalKit

/// The filter while it is typed: the list follows each key, as long as the text is a filter.
package struct FilterPrompt: Sendable {
    package var prompt: Prompt
    package let list: FilteredList
    /// What held before, for Esc.
    let before: PaneFilter
    /// The saved filters of the list.
    var saved: Saved = .reading
    package private(set) var standing: Standing = .right
    /// Enter was pressed on a text that is no filter.
    private(set) var isRefused = false
    /// What could stand at the caret.
    package private(set) var candidates: [Completion] = []
    /// How many characters before the caret a candidate replaces.
    private var replaced = 0
    /// What the ledger was asked for last, and what it answered.
    private var question: FilterQuestion?
    private var answers: [String] = []

    package enum Saved: Sendable {
        case reading
        case known(FilterBook)
        case failed(Explanation)
    }

    package enum Standing: Hashable, Sendable {
        case right
        /// It names saved filters, which are still being read.
        case waiting
        case wrong(FilterProblem)
    }

    /// As many as the reader of filters takes, whatever they are.
    private static var longest: Int { 1000 }

    init(_ list: FilteredList, _ filter: PaneFilter, history: PromptHistory) {
        self.list = list
        before = filter
        prompt = Prompt("/", text: filter.text, history: history, limit: Self.longest)
        prompt.placeholder = "words that the records have, field:value or @name"
    }

    private var book: FilterBook? {
        if case .known(let book) = saved { book } else { nil }
    }

    // MARK: - Reading

    /// What was typed, if it is a filter.
    var typed: PaneFilter? { try? filter(prompt.text) }

    private func filter(_ text: String) throws(FilterError) -> PaneFilter {
        PaneFilter(text, try ListFilter(reading: text, list.fields, names: book?.names))
    }

    /// Reads what was typed, and keeps how it stands.
    ///
    /// - Returns: what the list is to show: all that was typed, or all but the one term that is
    ///   wrong or not finished. Nil where that cannot be said.
    mutating func read() -> PaneFilter? {
        isRefused = false
        let text = prompt.text
        do throws(FilterError) {
            let filter = try filter(text)
            standing = standing(of: filter.filter, text)
            return standing == .right ? filter : nil
        } catch {
            standing = .wrong(FilterProblem(error, in: text))
            guard let rest = try? filter(error.rest(of: text)) else { return nil }
            return standing(of: rest.filter, rest.text) == .right ? rest : nil
        }
    }

    /// How a filter stands that names others.
    private func standing(of filter: ListFilter, _ text: String) -> Standing {
        if filter.unresolvedNames.isEmpty { return .right }
        switch saved {
        case .reading: return .waiting
        case .failed(let explanation): return .wrong(FilterProblem(explanation))
        case .known(let book):
            do throws(SavedFilterError) {
                _ = try book.expanded(filter)
                return .right
            } catch {
                return .wrong(FilterProblem(error, in: text))
            }
        }
    }

    /// What is wrong, and what Tab would put there: that alone, where one of it was begun.
    package func words(for problem: FilterProblem) -> String {
        let end = problem.offset + problem.length
        if candidates.isEmpty || end != prompt.textBeforeCaret.utf8.count {
            return problem.sentence
        }
        let texts = candidates.map(\.text)
        if !problem.namesChoices {
            return "\(problem.sentence); tab: \(texts.joined(separator: "  "))"
        }
        if problem.length == 0 { return problem.sentence }
        return "expected \(texts.joined(separator: ", "))"
    }

    mutating func refuse() {
        isRefused = true
    }

    // MARK: - Completing

    /// Looks for what could stand at the caret.
    ///
    /// - Returns: what the ledger is to be asked for that.
    mutating func lookUp() -> FilterQuestion? {
        // What is being tried was offered for another text.
        if prompt.isCompleting { return nil }
        let (list, known, answers) = (list, question, answers)
        var asked: FilterQuestion?
        let completion = FilterCompletion(
            prompt.text,
            at: prompt.textBeforeCaret.utf8.count,
            list.fields,
            names: book?.names ?? []
        ) { field, start in
            let question = FilterQuestion(list: list, field: field, start: start)
            asked = question
            return question == known ? answers : []
        }
        let bytes = prompt.text.utf8.dropFirst(completion.replaced.lowerBound)
            .prefix(completion.replaced.count)
        replaced = String(decoding: Array(bytes), as: UTF8.self).count
        candidates = completion.candidates.map { candidate in
            Completion(candidate.text, note: asked == nil ? note(on: candidate) : nil)
        }
        if asked == known { return nil }
        question = asked
        self.answers = []
        return asked
    }

    /// What a candidate is: of a saved filter, what it says.
    private func note(on candidate: FilterCompletion.Candidate) -> String {
        guard candidate.text.hasPrefix("@") else { return candidate.summary }
        return book?[String(candidate.text.dropFirst())]?.description ?? candidate.summary
    }

    /// Takes what the ledger has answered, if nothing else has been asked since.
    mutating func take(_ values: [String], for question: FilterQuestion) {
        if question == self.question { answers = question.useful(values) }
    }

    /// Puts the candidates before the prompt, for Tab.
    mutating func offer() {
        if !prompt.isCompleting { prompt.offer(candidates, replacing: replaced) }
    }
}
