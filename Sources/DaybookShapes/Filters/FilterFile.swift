package import DaybookCore
internal import DaybookWire

/// Saved filters as a file that people read, send to one another and keep with their notes: a JSON
/// object with a list each, in which every name has its filter; with comments if one likes.
package struct FilterFile: Sendable {
    package let filters: [SavedFilter]

    package init(_ filters: [SavedFilter]) {
        self.filters = filters
    }

    /// - Throws: `ShapeFaults` for what is no such file, `SavedFilterError` for a filter that is
    ///   none
    package init(_ bytes: [UInt8]) throws {
        let root = try ShapeFaults.form(in: bytes).node
        var filters: [SavedFilter] = []
        for (word, names) in try Self.inPlace({ try root.members() }) {
            guard let list = FilteredList(rawValue: word) else {
                let known = FilteredList.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.fault(names, "there is no such list: there are \(known)")
            }
            for (name, text) in try Self.inPlace({ try names.members() }) {
                let text = try Self.inPlace { try text.string() }
                filters.append(try SavedFilter(list, name, text))
            }
        }
        self.filters = filters
    }

    private static func fault(_ node: JSONNode, _ words: String) -> ShapeFaults {
        ShapeFaults([ShapeFault(path: node.path, offset: node.offset, words: words)])
    }

    private static func inPlace<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as JSONShapeError {
            throw ShapeFaults([ShapeFault(error)])
        }
    }

    /// The file, a filter a line.
    package var text: String {
        let lists = FilteredList.allCases.compactMap { list -> JSONValue.Member? in
            let own = filters.filter { $0.list == list }
            if own.isEmpty { return nil }
            return .init(
                list.rawValue,
                .object(own.map { .init($0.name, .string($0.text)) })
            )
        }
        return JSONWriter.text(.object(lists), .indented) + "\n"
    }
}
