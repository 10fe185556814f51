/// Things of which each may lie under another one.
package struct Hierarchy: Sendable {
    private let parents: [String: String]

    package init(parents: [String: String]) {
        self.parents = parents
    }

    /// Following parents from a key comes back to it: the keys on the way, or nil.
    package func cycle(through key: String) -> [String]? {
        var way = [key]
        var known: Set<String> = [key]
        var current = key
        while let parent = parents[current] {
            if parent == key { return way }
            // A cycle further up is the fault of those that lie on it.
            guard known.insert(parent).inserted else { return nil }
            way.append(parent)
            current = parent
        }
        return nil
    }
}
