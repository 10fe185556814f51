/// Reads a text and finds what of it may reach a screen. The one place with that rule.
///
/// What stays is copied in stretches, and a text of which all stays is not copied at all: nearly
/// every text of a ledger is such a one.
struct VisibleTextReader {
    private let raw: String
    private var scalars: String.UnicodeScalarView.Iterator
    /// Where the scalar that is being read begins, and where the next one does: UTF-8 offsets.
    private var start = 0
    private var end = 0
    /// Where the stretch that stays begins.
    private var keptFrom = 0
    /// What has been written before that stretch.
    private var written = ""

    private let form: MarkForm
    private var cluster = VisibleCluster()
    private var counter: CellCounter

    /// How many scalars have been read.
    private(set) var scalarsRead = 0

    /// The cells of what has been read.
    var width: Int { counter.width }

    init(_ raw: String, for profile: TextProfile) {
        self.raw = raw
        scalars = raw.unicodeScalars.makeIterator()
        form = profile.marks
        counter = CellCounter(profile.ambiguous)
    }

    /// What has been read, as it may be drawn.
    var text: String {
        if keptFrom == 0, written.isEmpty, end == raw.utf8.count { return raw }
        return written + kept(upTo: end)
    }

    /// Reads one scalar, or a few that belong together; false at the end.
    mutating func readOn() -> Bool {
        guard let scalar = next() else { return false }
        let traits = ScalarTraits(of: scalar)
        switch traits.kind {
        case .plain, .leadJamo, .joiningLetter, .ideograph:
            open(scalar, traits)
        case .emoji, .modifierBase:
            cluster.joinsEmoji ? follow(scalar, traits) : open(scalar, traits)
        case .mark, .virama:
            readMark(scalar, traits)
        case .vowelJamo, .trailJamo:
            cluster.takesJamo(traits.kind) ? follow(scalar, traits) : show(scalar)
        case .modifier:
            cluster.takesModifier ? follow(scalar, traits) : show(scalar)
        case .regional:
            readFlag(scalar, traits)
        case .hidden:
            readHidden(scalar, traits)
        case .control, .unassigned:
            show(scalar)
        }
        return true
    }

    private mutating func readMark(_ mark: Unicode.Scalar, _ traits: ScalarTraits) {
        if cluster.isOverfull {
            keptFrom = end
            return
        }
        if !cluster.hasBase {
            guard let circle = form.circle else { return show(mark) }
            let from = start
            replace(by: String(Character(circle)))
            keptFrom = from
            cluster.open(circle, .plain)
        }
        if cluster.hasRoom { return follow(mark, traits) }
        replace(by: form.excess)
        cluster.overfill()
    }

    /// Half a flag stays with its other half only: terminals disagree about its width alone.
    private mutating func readFlag(_ half: Unicode.Scalar, _ traits: ScalarTraits) {
        var ahead = scalars
        guard let other = ahead.next(), ScalarTraits(of: other).kind == .regional else {
            return show(half)
        }
        open(half, traits)
        _ = next()
        follow(other, traits)
    }

    private mutating func readHidden(_ scalar: Unicode.Scalar, _ traits: ScalarTraits) {
        if scalar.isRegionTag { return readTags(scalar, traits) }
        var ahead = scalars
        let isShaping: Bool
        if scalar == .zeroWidthJoiner || scalar == .zeroWidthNonJoiner {
            let next = ahead.next().map { ScalarTraits(of: $0).kind }
            isShaping = cluster.takesJoiner(scalar, before: next)
        } else {
            isShaping = cluster.takesSelector(scalar, inCellOf: counter.cell, before: ahead.next())
        }
        isShaping ? follow(scalar, traits) : show(scalar)
    }

    /// Reads the tags of a flag such as Wales: a region of three to six letters and digits, and
    /// the end tag. In any other form they are a way to write what nobody sees.
    private mutating func readTags(_ first: Unicode.Scalar, _ traits: ScalarTraits) {
        guard cluster.takesTags, let count = regionLength() else { return show(first) }
        follow(first, traits)
        for _ in 0..<count {
            if let tag = next() { follow(tag, traits) }
        }
    }

    /// How many tags follow the first one, with the end tag, if they are a region.
    private func regionLength() -> Int? {
        var ahead = scalars
        for length in 1...6 {
            guard let tag = ahead.next() else { return nil }
            if tag == "\u{E007F}" { return length >= 3 ? length : nil }
            guard tag.isRegionTag else { return nil }
        }
        return nil
    }

    // MARK: What stays, and what is replaced

    private mutating func open(_ scalar: Unicode.Scalar, _ traits: ScalarTraits) {
        cluster.open(scalar, traits.kind)
        counter.take(scalar, traits)
    }

    private mutating func follow(_ scalar: Unicode.Scalar, _ traits: ScalarTraits) {
        cluster.follow(scalar, traits.kind)
        counter.take(scalar, traits)
    }

    /// Writes a visible mark instead of the scalar.
    private mutating func show(_ scalar: Unicode.Scalar) {
        cluster = VisibleCluster()
        replace(by: form.mark(for: scalar))
    }

    private mutating func replace(by mark: String) {
        written += kept(upTo: start)
        written += mark
        keptFrom = end
        for scalar in mark.unicodeScalars { counter.take(scalar) }
    }

    private func kept(upTo offset: Int) -> Substring {
        let from = raw.utf8.index(raw.startIndex, offsetBy: keptFrom)
        return raw[from..<raw.utf8.index(raw.startIndex, offsetBy: offset)]
    }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = scalars.next() else { return nil }
        scalarsRead += 1
        start = end
        end += UTF8.width(scalar)
        return scalar
    }
}
