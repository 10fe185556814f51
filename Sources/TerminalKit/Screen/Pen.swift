/// The bytes for a terminal, and what the terminal will have set when it has read them.
struct Pen {
    private(set) var bytes: [UInt8] = []
    /// Nil while it is not known what is set.
    private var ink: Ink?
    /// Nil while it is not known where the cursor stands.
    private var place: (column: Int, row: Int)?
    private let columns: Int

    init(columns: Int, ink: Ink?) {
        self.columns = columns
        self.ink = ink
        bytes.reserveCapacity(1024)
    }

    /// What is set at the end, for the next frame.
    var lastInk: Ink? { ink }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    // MARK: - Moving

    /// The shortest way there.
    mutating func move(to column: Int, _ row: Int) {
        defer { place = (column, row) }
        if let place, place.row == row {
            if place.column == column { return }
            let ahead = column - place.column
            let steps = ahead == 1 ? "\u{1B}[C" : "\u{1B}[\(ahead)C"
            let jump = "\u{1B}[\(column + 1)G"
            append(ahead > 0 && steps.utf8.count < jump.utf8.count ? steps : jump)
        } else if let place, place.row == row - 1, column == 0 {
            append("\r\n")
        } else {
            append(column == 0 ? "\u{1B}[\(row + 1)H" : "\u{1B}[\(row + 1);\(column + 1)H")
        }
    }

    /// Something was written whose width terminals do not agree on.
    mutating func losePlace() {
        place = nil
    }

    private mutating func advance(by cells: Int) {
        guard let here = place else { return }
        let column = here.column + cells
        // Behind the last column some terminals stand on it and some beyond.
        place = column < columns ? (column, here.row) : nil
    }

    // MARK: - Writing

    mutating func write(_ character: Character, cells: Int) {
        bytes.append(contentsOf: character.utf8)
        advance(by: cells)
    }

    mutating func repeatLast(_ count: Int) {
        append("\u{1B}[\(count)b")
        advance(by: count)
    }

    mutating func eraseToEnd() {
        append("\u{1B}[K")
    }

    mutating func erase(_ cells: Int) {
        append("\u{1B}[\(cells)X")
    }

    // MARK: - Looking

    /// Sets what the next characters look like; `isBlank` if there is only ground to see.
    mutating func dip(into new: Ink, isBlank: Bool) {
        guard let old = ink else {
            append("\u{1B}[0;\(new.text);\(new.ground)\(Self.codes(new.attributes))m")
            ink = new
            return
        }
        if old == new { return }
        // A colour of text that no one sees need not be set.
        let isTextUnseen = isBlank && new.isGroundOnly && old.isGroundOnly
        let target =
            isTextUnseen
            ? Ink(text: old.text, ground: new.ground, attributes: old.attributes) : new
        if old == target { return }
        append("\u{1B}[\(Self.change(from: old, to: target))m")
        ink = target
    }

    private static func change(from old: Ink, to new: Ink) -> String {
        var parts: [String] = []
        let lost = old.attributes.subtracting(new.attributes)
        var gained = new.attributes.subtracting(old.attributes)
        if !lost.isDisjoint(with: [.bold, .dim]) {
            // One code ends both.
            parts.append("22")
            gained.formUnion(new.attributes.intersection([.bold, .dim]))
        }
        if lost.contains(.underline) { parts.append("24") }
        if lost.contains(.reverse) { parts.append("27") }
        let added = codes(gained)
        if !added.isEmpty { parts.append(String(added.dropFirst())) }
        if old.text != new.text { parts.append(new.text) }
        if old.ground != new.ground { parts.append(new.ground) }
        return parts.joined(separator: ";")
    }

    private static func codes(_ attributes: Attributes) -> String {
        var codes = ""
        if attributes.contains(.bold) { codes += ";1" }
        if attributes.contains(.dim) { codes += ";2" }
        if attributes.contains(.underline) { codes += ";4" }
        if attributes.contains(.reverse) { codes += ";7" }
        return codes
    }
}
