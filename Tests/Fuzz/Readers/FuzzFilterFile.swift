internal import DaybookCore
internal import DaybookShapes

/// Files of saved filters, whatever they hold: one that is read is written, and is then the same;
/// what its filters name is found, or it is said why not.
func fuzzFilterFile(_ bytes: [UInt8]) {
    guard let file = try? FilterFile(bytes) else { return }
    let text = file.text
    guard let again = try? FilterFile(Array(text.utf8)) else {
        fatalError("a file that is written is read again")
    }
    requireEqual(again.text, text, "a file that is read again is the same")
    for list in FilteredList.allCases {
        let own = file.filters.filter { $0.list == list }
        let book = FilterBook(own)
        for saved in own {
            guard let whole = try? book.expanded(.named(saved.name)) else { continue }
            require(whole.unresolvedNames.isEmpty, "a filter that stands for something is whole")
        }
    }
}
