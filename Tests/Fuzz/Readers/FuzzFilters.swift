internal import DaybookCore

/// Filters, whatever was typed: one that is read is the same after it was written, tries itself on
/// a record, and is completed at any place.
func fuzzFilters(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for fields in [FilterFields.invoices, .customers] {
        _ = FilterCompletion(text, at: bytes.count / 2, fields)
        let filter: ListFilter
        do {
            filter = try ListFilter(reading: text, fields)
        } catch {
            require(error.offset <= text.utf8.count, "the place of an error lies in the text")
            require(!error.expected.isEmpty, "an error says what was expected")
            continue
        }
        let written = filter.description
        // What is written can be longer than what was typed, and longer than what is read.
        guard written.utf8.count <= 4000 else { continue }
        let again = try? ListFilter(reading: written, fields)
        require(again == filter, "a filter that is written is read again: \(written)")
        let record = FilterRecord(
            values: ["number": .texts([text]), "customer": .texts(["Größe"])],
            texts: [text]
        )
        _ = filter.holds(for: record, on: .latest)
    }
}
