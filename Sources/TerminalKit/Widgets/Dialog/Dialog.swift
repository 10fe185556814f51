/// A question that stands above everything else until it is answered.
///
/// Cancel has the focus, so that Enter leaves all as it is, and the key that opened the question
/// never confirms it: who presses a key twice has not read it. For the worst, a word must be
/// typed exactly before anything but Cancel can be chosen.
package struct Dialog: Widget {
    package struct Choice: Hashable, Sendable {
        package let id: String
        package let label: String
        /// The letter that chooses it.
        package let key: Character?
        package let tone: Tone

        package init(_ id: String, _ label: String, key: Character?, tone: Tone = .note) {
            self.id = id
            self.label = label
            self.key = key
            self.tone = tone
        }
    }

    /// What must follow a key.
    package enum Answer: Hashable, Sendable {
        case stays
        case chose(id: String)
        case cancelled
        /// The key means nothing here.
        case ignored
    }

    package let title: String
    /// What can be chosen, with Cancel as the last.
    let choices: [Choice]
    let opener: KeyPress?
    /// What must be typed before anything is chosen.
    let word: String?

    var text: ScrollingText
    let naturalWidth: Int
    private(set) var field: Prompt
    private(set) var focus: Focus
    /// Why the last key was not enough.
    private var refusal: String?
    /// Whether the text is longer than its place, so that the arrows scroll it.
    private var isScrolling = false

    enum Focus: Hashable, Sendable {
        case field
        case choice(Int)
    }

    /// - Parameters:
    ///   - opener: the key that asked for this.
    ///   - word: what is to be typed for the worst: the name or the amount that is at stake. One
    ///     that a keyboard has: an empty one opens nothing.
    package init(
        _ title: String,
        _ paragraphs: [StyledLine],
        _ choices: [Choice],
        cancel: Choice = Choice("cancel", "Cancel", key: "n"),
        openedBy opener: KeyPress?,
        typing word: String? = nil,
    ) {
        self.title = title
        self.choices = choices + [cancel]
        self.opener = opener
        self.word = word
        field = Prompt(">", limit: max(word?.unicodeScalars.count ?? 0, 1000))
        text = ScrollingText(paragraphs)
        naturalWidth = Self.width(of: paragraphs)
        focus = word == nil ? .choice(choices.count) : .field
    }

    /// Roughly the cells of the widest paragraph: enough to choose the width of a box.
    private static func width(of paragraphs: [StyledLine]) -> Int {
        paragraphs.prefix(200).map { line in
            line.spans.prefix(20).reduce(0) {
                $0 + VisibleText($1.text, upTo: 100, for: TextProfile()).width
            }
        }.max() ?? 0
    }

    private var cancelIndex: Int { choices.count - 1 }

    /// Whether a choice can be made now.
    func isEnabled(_ index: Int) -> Bool {
        guard let word, index != cancelIndex else { return true }
        return !word.isEmpty && field.text == word
    }

    /// The letter of a choice; none if it is the key that opened the question.
    func letter(_ index: Int) -> Character? {
        guard let key = choices[index].key else { return nil }
        return index != cancelIndex && opener?.key.isLetter(key) ?? false ? nil : key
    }

    /// What says what is to be typed: whole, however long it is, as nobody can type what is cut.
    var order: ScrollingText? {
        word.map {
            let text = $0.isEmpty ? "There is no word to confirm it" : "To go on, type \($0)"
            return ScrollingText([StyledLine(text)])
        }
    }

    /// What is said above the choices: why a key was refused, or whether the word is the one.
    var hint: StyledSpan? {
        if let refusal { return StyledSpan(refusal, Style(.warning)) }
        guard let word, !field.text.isEmpty else { return nil }
        if field.text == word { return StyledSpan("this is it: now choose", Style(.good)) }
        if word.hasPrefix(field.text) { return nil }
        return StyledSpan("this is another text", Style(.warning))
    }

    // MARK: Keys

    package mutating func answer(_ press: KeyPress) -> Answer {
        refusal = nil
        switch (press.key, press.modifiers) {
        case (.escape, []): return .cancelled
        case (.tab, []): return moveFocus(1)
        case (.tab, .shift): return moveFocus(-1)
        case (.pageUp, []), (.pageDown, []), (.up, []), (.down, []): return scroll(press)
        case _: break
        }
        switch focus {
        case .field: return answerInField(press)
        case .choice(let index): return answer(press, onChoice: index)
        }
    }

    package mutating func paste(_ text: String) -> Answer {
        guard focus == .field else { return .ignored }
        _ = field.paste(text)
        return .stays
    }

    private mutating func answerInField(_ press: KeyPress) -> Answer {
        if press == KeyPress(.enter) {
            // Not more: a pasted line break must not confirm what was pasted.
            if isEnabled(0) {
                focus = .choice(0)
            } else {
                refusal = "it must be typed exactly"
            }
            return .stays
        }
        return field.answer(press) == .ignored ? .ignored : .stays
    }

    private mutating func answer(_ press: KeyPress, onChoice index: Int) -> Answer {
        switch (press.key, press.modifiers) {
        case (.left, []): return moveFocus(-1)
        case (.right, []): return moveFocus(1)
        case (.enter, []), (.character(" "), []): return choose(index, by: press)
        case (.character(let character), []), (.character(let character), .shift):
            let letter = Key.character(character)
            guard let index = choices.indices.first(where: { isLetter(letter, of: $0) }) else {
                return .ignored
            }
            focus = .choice(index)
            return choose(index, by: press)
        case _:
            return .ignored
        }
    }

    private func isLetter(_ key: Key, of index: Int) -> Bool {
        choices[index].key.map { key.isLetter($0) } ?? false
    }

    private mutating func choose(_ index: Int, by press: KeyPress?) -> Answer {
        if index == cancelIndex { return .cancelled }
        if let opener, let press, opener.isAlike(press) {
            refusal = "this key opened it: confirm with another"
            return .stays
        }
        guard isEnabled(index) else {
            refusal = "it must be typed exactly"
            return .stays
        }
        return .chose(id: choices[index].id)
    }

    private mutating func moveFocus(_ step: Int) -> Answer {
        let stops = (word == nil ? [] : [Focus.field]) + choices.indices.map(Focus.choice)
        let index = stops.firstIndex(of: focus) ?? 0
        focus = stops[(index + step + stops.count) % stops.count]
        return .stays
    }

    /// Arrows scroll a text that does not fit; else they move the focus as Tab does.
    private mutating func scroll(_ press: KeyPress) -> Answer {
        if isScrolling, let movement = Movement(press) {
            text.move(movement)
            return .stays
        }
        switch press.key {
        case .up: return moveFocus(-1)
        case .down: return moveFocus(1)
        case _: return .stays
        }
    }

    // MARK: The mouse

    /// What a click means; outside the choices and the field, nothing.
    package mutating func click(
        column: Int,
        row: Int,
        in area: Area,
        _ profile: TextProfile,
    ) -> Answer {
        refusal = nil
        let layout = layout(in: area, profile)
        if layout.field.contains(column: column, row: row) { focus = .field }
        for button in layout.buttons where button.area.contains(column: column, row: row) {
            focus = .choice(button.index)
            return choose(button.index, by: nil)
        }
        return .stays
    }

    /// The wheel.
    package mutating func move(_ movement: Movement) {
        text.move(movement)
    }

    package mutating func fit(_ area: Area, _ profile: TextProfile) {
        let layout = layout(in: area, profile)
        text.fit(layout.text, profile)
        isScrolling = text.hasMoreAbove || text.hasMoreBelow
    }
}

extension Key {
    /// Whether it is this letter, small or capital.
    fileprivate func isLetter(_ letter: Character) -> Bool {
        guard case .character(let own) = self else { return false }
        return own.lowercased() == letter.lowercased()
    }
}

extension KeyPress {
    /// Whether it is the same key; a letter is the same in both its forms.
    fileprivate func isAlike(_ other: KeyPress) -> Bool {
        if case .character(let letter) = other.key, key.isLetter(letter) {
            return modifiers.subtracting(.shift) == other.modifiers.subtracting(.shift)
        }
        return self == other
    }
}
