/// Why a query of a meter has no answer.
package enum MeterQueryError: Error, Hashable, Sendable {
    case emptyPeriod
    case reversedPeriod
    case unknownWindow(String)
    /// The meter has no group of this name to split by.
    case unknownGroup(String)
    /// The meter has no group of this name to filter by.
    case unknownFilterGroup(String)
    case groupedByUnknownCustomers
    /// Without a key or subject no event is the customer's, and not every event.
    case customerWithoutSubjects(String)
    /// What was rolled up lies in two windows, or only in part within the period.
    case partAcrossBounds
    case number(NumberError)
    case time(TimeError)
}

extension MeterQueryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptyPeriod: "from and to cannot be equal"
        case .reversedPeriod: "from must be before to"
        case .unknownWindow(let name):
            "there is no window \"\(name)\": use second, minute, hour, day or month"
        case .unknownGroup(let name): "the meter has no group \"\(name)\" to split by"
        case .unknownFilterGroup(let name): "the meter has no group \"\(name)\" to filter by"
        case .groupedByUnknownCustomers: "splitting by customer_id needs a filter of customers"
        case .customerWithoutSubjects(let id): "customer \"\(id)\" has neither key nor subject"
        case .partAcrossBounds: "a rolled-up part reaches over a bound of the period or a window"
        case .number(let error): "\(error)"
        case .time(let error): "a time cannot be had: \(error)"
        }
    }
}
