/// How events become a quantity: which of them, which of their values, aggregated how, and by what
/// the result can be split.
package struct Meter: Hashable, Sendable {
    package let key: String
    /// The type of the events it takes.
    package let eventType: String
    package let aggregation: Aggregation
    /// Where in an event's data the value stands; nil where events are only counted.
    package let valuePath: String?
    /// By what a query may split and filter, in order of the names.
    package let groups: [MeterGroup]
    /// From when it takes events; nil for all.
    package let eventFrom: Instant?
    /// Which events it takes, by paths into their data.
    package let filter: FilterTree<String>?
    /// When a running total begins anew.
    package let reset: MeterReset

    /// Every path into an event's data that the meter looks at, once each: the value's, the
    /// groups', the filter's. Whoever reads an event hands over its values in this order.
    package let paths: [String]
    /// The filter over places in `paths`.
    let pathFilter: FilterTree<Int>?

    package init(
        key: String,
        eventType: String,
        aggregation: Aggregation,
        valuePath: String? = nil,
        groups: [MeterGroup] = [],
        eventFrom: Instant? = nil,
        filter: FilterTree<String>? = nil,
        reset: MeterReset = .none,
    ) throws(MeterFault) {
        self.key = key
        self.eventType = eventType
        self.aggregation = aggregation
        self.valuePath = valuePath
        self.groups = groups.sorted { $0.name < $1.name }
        self.eventFrom = eventFrom
        self.filter = filter
        self.reset = reset
        var paths = MeterPaths(value: valuePath, groups: self.groups)
        pathFilter = filter?.mapFields { paths.place(of: $0) }
        self.paths = paths.all
        try check()
    }

    /// Where in `paths` the group's value stands, or nil when the meter has no such group.
    package func place(ofGroup name: String) -> Int? {
        guard let index = groups.firstIndex(where: { $0.name == name }) else { return nil }
        return (valuePath == nil ? 0 : 1) + index
    }
}

/// A name for a value in the data of events.
package struct MeterGroup: Hashable, Sendable {
    package let name: String
    package let path: String

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}

/// Collects the paths of a meter. Places of the value and the groups follow from their order.
private struct MeterPaths {
    private(set) var all: [String]

    init(value: String?, groups: [MeterGroup]) {
        all = (value.map { [$0] } ?? []) + groups.map(\.path)
    }

    mutating func place(of path: String) -> Int {
        if let index = all.firstIndex(of: path) { return index }
        all.append(path)
        return all.count - 1
    }
}
