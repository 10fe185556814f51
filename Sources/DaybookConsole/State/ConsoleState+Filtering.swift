import DaybookCore
import TerminalKit

/// The prompt of the filter: what keys and news make of it, and of the list behind it.
extension ConsoleState {
    /// - Parameter text: what stands in the prompt; nil for the filter that there is.
    mutating func startFilter(_ text: String? = nil) -> [Effect] {
        focus = .list
        let list = PaneDefinition.of(pane).filters
        var filtering = FilterPrompt(
            list,
            current.filter,
            history: filterHistories[pane] ?? .init()
        )
        if let text { filtering.prompt.replace(text) }
        let effects = follow(filtering)
        // One line less is left for the rows.
        return (effects.isEmpty ? fitTables() : effects) + [.readFilters(list)]
    }

    mutating func type(
        _ key: KeyPress,
        into filtering: FilterPrompt,
        at now: Int,
    ) -> [Effect] {
        var filtering = filtering
        let key = filtering.prompt.isCompleting ? key.amongCandidates : key
        // Up leads into the history where the list goes no further up.
        let isWalking = !filtering.prompt.isBrowsing && current.table.cursor != 0
        if isWalking && key == KeyPress(.up) { return move(.up, at: now) }
        if key == KeyPress(.enter), case .wrong = filtering.standing {
            filtering.refuse()
            overlay = .filtering(filtering)
            return []
        }
        if key.key == .tab { filtering.offer() }
        switch filtering.prompt.answer(key) {
        case .changed, .completed:
            return follow(filtering)
        case .stays, .ignored:
            let effects = follow(filtering)
            guard let movement = Movement(key), movement != .first, movement != .last else {
                return effects
            }
            return effects + move(movement, at: now)
        case .submitted:
            return submit(filtering)
        case .cancelled:
            overlay = .none
            return show(filtering.before)
        }
    }

    mutating func paste(_ text: String, into filtering: FilterPrompt) -> [Effect] {
        var filtering = filtering
        _ = filtering.prompt.paste(text)
        return follow(filtering)
    }

    private mutating func submit(_ filtering: FilterPrompt) -> [Effect] {
        overlay = .none
        filterHistories[pane] = filtering.prompt.history
        // Where names are not known yet, the list itself will say whether there are such.
        return show(filtering.typed ?? current.filter)
    }

    /// Shows the prompt as it is now, and the list by what it says. While it says nothing, the
    /// list stays as it was: it is never empty for what nobody has said.
    private mutating func follow(_ filtering: FilterPrompt) -> [Effect] {
        var filtering = filtering
        let typed = filtering.read()
        let question = filtering.lookUp()
        overlay = .filtering(filtering)
        let asked = question.map { [Effect.findValues($0)] } ?? []
        guard let typed else { return asked }
        return (typed.filter == current.filter.filter ? take(typed) : show(typed)) + asked
    }

    /// The same filter in other words.
    private mutating func take(_ filter: PaneFilter) -> [Effect] {
        current.filter = filter
        return []
    }

    private mutating func show(_ filter: PaneFilter) -> [Effect] {
        let isSame = filter.filter == current.filter.filter
        current.filter = filter
        return isSame ? fitTables() : openList(of: pane)
    }

    // MARK: - News

    mutating func take(_ saved: FilterPrompt.Saved, of list: FilteredList) -> [Effect] {
        guard case .filtering(var filtering) = overlay, filtering.list == list else { return [] }
        filtering.saved = saved
        return follow(filtering)
    }

    mutating func take(_ values: [String], for question: FilterQuestion) -> [Effect] {
        guard case .filtering(var filtering) = overlay else { return [] }
        filtering.take(values, for: question)
        return follow(filtering)
    }
}

extension KeyPress {
    /// Up and Down walk through the candidates while there are some, as Tab does.
    fileprivate var amongCandidates: KeyPress {
        switch (key, modifiers) {
        case (.down, []): KeyPress(.tab)
        case (.up, []): KeyPress(.tab, .shift)
        case _: self
        }
    }
}
