/// The saved filters of one list, and what they stand for.
package struct FilterBook: Sendable {
    private var filters: [String: ListFilter] = [:]

    /// Terms of a filter with everything put in that it names. Two names in each of a few filters
    /// would be a million otherwise.
    private static var mostTerms: Int { 400 }

    package init(_ saved: [SavedFilter] = []) {
        for one in saved { filters[one.name] = one.filter }
    }

    package var names: [String] { filters.keys.sorted() }

    package subscript(_ name: String) -> ListFilter? { filters[name] }

    /// Puts one in, also in the place of another.
    package mutating func put(_ saved: SavedFilter) {
        filters[saved.name] = saved.filter
    }

    package mutating func remove(_ name: String) {
        filters[name] = nil
    }

    /// Those that name another one.
    package func naming(_ name: String) -> [String] {
        filters.filter { $0.value.unresolvedNames.contains(name) }.map(\.key).sorted()
    }

    /// Those that stand for nothing, as what they name was taken back.
    package var broken: Set<String> {
        Set(names.filter { (try? expanded(.named($0))) == nil })
    }

    /// That every filter stands for something, besides those that did not before.
    package func check(besides broken: Set<String>) throws(SavedFilterError) {
        for name in names where !broken.contains(name) { _ = try expanded(.named(name)) }
    }

    /// The filter with those put in that it names, and that these name.
    package func expanded(_ filter: ListFilter) throws(SavedFilterError) -> ListFilter {
        var terms = 0
        return try expanded(filter, within: [], &terms)
    }

    private func expanded(
        _ filter: ListFilter,
        within path: [String],
        _ terms: inout Int,
    ) throws(SavedFilterError) -> ListFilter {
        switch filter {
        case .all(let parts): return .conjunction(try expanded(parts, within: path, &terms))
        case .any(let parts): return .alternative(try expanded(parts, within: path, &terms))
        case .not(let part): return .not(try expanded(part, within: path, &terms))
        case .named(let name):
            if let start = path.firstIndex(of: name) { throw .loop(path[start...] + [name]) }
            guard let named = filters[name] else { throw .unknown(name, known: names) }
            return try expanded(named, within: path + [name], &terms)
        case .word, .pattern, .has, .field:
            terms += 1
            guard terms <= Self.mostTerms else { throw .tooLong(path.first ?? "") }
            return filter
        }
    }

    private func expanded(
        _ parts: [ListFilter],
        within path: [String],
        _ terms: inout Int,
    ) throws(SavedFilterError) -> [ListFilter] {
        var whole: [ListFilter] = []
        for part in parts { whole.append(try expanded(part, within: path, &terms)) }
        return whole
    }
}
