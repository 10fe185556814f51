import DaybookCore
import DaybookWire

extension CreditRecurrence {
    /// How it recurs, as the end of a sentence: `every 1 month until 2027-01-01`.
    var words: String {
        "every \(interval)" + (until.map { " until \($0.iso8601)" } ?? ", without an end")
    }
}
