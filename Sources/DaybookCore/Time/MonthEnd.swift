/// Where a day goes that the month arrived at does not have.
package enum MonthEnd: Hashable, Sendable {
    /// To the last day of that month: 31 January and one month is 28 or 29 February.
    case clamp
    /// On into the month after: 31 January and one month is 2 or 3 March.
    case overflow
}
