/// A filter with a name, by which other filters of the same list can mean it.
package struct SavedFilter: Hashable, Sendable {
    package let list: FilteredList
    package let name: String
    /// As somebody typed it: dates such as `today` mean another day tomorrow.
    package let text: String
    /// What the text says.
    package let filter: ListFilter

    private static let longestName = 40

    /// Checks the name and the text; what the text names is looked at by the book of the list.
    ///
    /// - Parameter isKept: whether the ledger has it already
    package init(
        _ list: FilteredList,
        _ name: String,
        _ text: String,
        isKept: Bool = false,
    ) throws(SavedFilterError) {
        let isName =
            (1...Self.longestName).contains(name.utf8.count)
            && name.utf8.allSatisfy(FilterReader.isNameByte)
        guard isName else { throw .badName(name) }
        // A file of filters, and a list of them, has a line for each.
        let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isLine else { throw .severalLines(name) }
        do {
            filter = try ListFilter(reading: text, list.fields, isKept: isKept)
        } catch {
            throw .wrong(name, error)
        }
        if filter.isEverything { throw .empty(name) }
        self.list = list
        self.name = name
        self.text = text
    }
}

/// What is wrong with a filter that has a name, or with what it names.
package enum SavedFilterError: Error, Hashable, Sendable {
    case badName(String)
    case severalLines(String)
    case empty(String)
    case wrong(String, FilterError)
    /// Nothing has this name; what there is.
    case unknown(String, known: [String])
    /// One stands for itself, by way of the others.
    case loop([String])
    /// With everything put in that it names, it is longer than any list should be searched by.
    case tooLong(String)
    /// Others name it.
    case needed(String, by: [String])
    case exists(String)
}
