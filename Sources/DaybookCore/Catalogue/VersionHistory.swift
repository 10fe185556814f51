/// The versions of something that is published: what was once in force is never changed, a new
/// version is made instead.
///
/// When a version ends is not kept. It ends when the next one comes into force or when somebody
/// archives it, whichever is first, so that two are never in force at once.
package struct VersionHistory<Content: Hashable & Sendable>: Hashable, Sendable {
    /// In order of their numbers; at most the last one is a draft.
    package private(set) var versions: [Version]

    package struct Version: Hashable, Sendable {
        /// Counted from one.
        package let number: Int
        package fileprivate(set) var content: Content
        /// Nil for a draft.
        package fileprivate(set) var effectiveFrom: Instant?
        package fileprivate(set) var archivedAt: Instant?

        package init(
            number: Int,
            _ content: Content,
            effectiveFrom: Instant? = nil,
            archivedAt: Instant? = nil,
        ) {
            self.number = number
            self.content = content
            self.effectiveFrom = effectiveFrom
            self.archivedAt = archivedAt
        }
    }

    /// The first version, a draft.
    package init(draft content: Content) {
        versions = [Version(number: 1, content)]
    }

    /// Versions as they were kept somewhere; nil where they cannot have come about.
    package init?(restoring versions: [Version]) {
        guard !versions.isEmpty else { return nil }
        for (one, next) in zip(versions, versions.dropFirst()) {
            guard let from = one.effectiveFrom, one.number < next.number else { return nil }
            if let later = next.effectiveFrom, later <= from { return nil }
        }
        for version in versions {
            if let end = version.archivedAt {
                guard let from = version.effectiveFrom, end >= from else { return nil }
            }
        }
        self.versions = versions
    }

    // MARK: - Asking

    package func version(_ number: Int) -> Version? { versions.first { $0.number == number } }

    package var draft: Version? { versions.last.flatMap { $0.effectiveFrom == nil ? $0 : nil } }

    /// The version that is in force at a time.
    package func version(at moment: Instant) -> Version? {
        versions.last { span(of: $0)?.contains(moment) ?? false }
    }

    /// The version that is sold on a day: of several, the last one that came into force during it.
    /// The day of a change belongs to the new version, as whole days are billed.
    package func version(on day: CivilDate, in zone: ZoneRules) throws(TimeError) -> Version? {
        let end = try zone.day(day).to
        return version(at: try Instant(microseconds: end.microseconds - 1))
    }

    /// From when to when a version is in force; nil for a draft.
    package func span(of version: Version) -> ActiveSpan? {
        guard let from = version.effectiveFrom else { return nil }
        let next = versions.first { $0.number > version.number }?.effectiveFrom
        let ends = [version.archivedAt, next].compactMap(\.self)
        return ActiveSpan(from: from, to: ends.min())
    }

    package func state(of version: Version, at moment: Instant) -> VersionState {
        guard let span = span(of: version) else { return .draft }
        if moment < span.from { return .scheduled }
        return span.contains(moment) ? .active : .archived
    }

    // MARK: - Acts

    /// Changes what has not come into force.
    package mutating func edit(
        _ number: Int,
        to content: Content,
        now: Instant,
    ) throws(VersionError) {
        let index = try index(of: number, toBe: [.draft, .scheduled], now)
        versions[index].content = content
    }

    /// Puts a draft into force at a time, or one that waits for its time at another one.
    package mutating func publish(
        _ number: Int,
        from start: Instant,
        now: Instant,
    ) throws(VersionError) {
        let index = try index(of: number, toBe: [.draft, .scheduled], now)
        guard start >= now else { throw .inThePast }
        if index > 0, let before = versions[index - 1].effectiveFrom, before >= start {
            throw .outOfOrder(versions[index - 1].number)
        }
        if index + 1 < versions.count, let after = versions[index + 1].effectiveFrom,
            after <= start
        {
            throw .outOfOrder(versions[index + 1].number)
        }
        versions[index].effectiveFrom = start
    }

    /// Ends what is in force: nothing new is sold at it.
    package mutating func archive(
        _ number: Int,
        at moment: Instant,
        now: Instant,
    ) throws(VersionError) {
        let index = try index(of: number, toBe: [.active], now)
        guard moment >= now else { throw .inThePast }
        versions[index].archivedAt = moment
    }

    /// A draft of the version after the last one, which says the same until it is edited.
    package mutating func next() throws(VersionError) -> Int {
        guard draft == nil, let last = versions.last else { throw .draftExists }
        versions.append(Version(number: last.number + 1, last.content))
        return last.number + 1
    }

    /// Throws a draft away; the first version goes with the whole.
    package mutating func discardDraft() throws(VersionError) {
        guard draft != nil, versions.count > 1 else { throw .noDraft }
        versions.removeLast()
    }

    private func index(
        of number: Int,
        toBe states: [VersionState],
        _ now: Instant,
    ) throws(VersionError) -> Int {
        guard let index = versions.firstIndex(where: { $0.number == number }) else {
            throw .unknown(number)
        }
        let state = state(of: versions[index], at: now)
        guard states.contains(state) else { throw .wrongState(number, state) }
        return index
    }
}

/// Where a version stands; it follows from its dates.
package enum VersionState: String, CaseIterable, Hashable, Sendable {
    case draft, scheduled, active, archived
}

/// Why a version cannot be changed so.
package enum VersionError: Error, Hashable, Sendable {
    case unknown(Int)
    case wrongState(Int, VersionState)
    /// It would come into force out of the order of the numbers; this version is in the way.
    case outOfOrder(Int)
    case inThePast
    case draftExists
    case noDraft
}

extension VersionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let number): "there is no version \(number)"
        case .wrongState(let number, .active):
            "version \(number) is in force and is never changed: make the next version"
        case .wrongState(let number, .archived):
            "version \(number) is archived: make the next version"
        case .wrongState(let number, .draft): "version \(number) is a draft: publish it first"
        case .wrongState(let number, .scheduled):
            "version \(number) is not in force yet: its time can still be moved"
        case .outOfOrder(let other):
            "versions come into force in order: version \(other) is in the way"
        case .inThePast: "the time has passed: versions come into force now or later"
        case .draftExists: "there is a draft already"
        case .noDraft: "there is no draft that could be thrown away"
        }
    }
}
