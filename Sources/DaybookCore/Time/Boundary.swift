/// Whether a bound counts as found when it falls exactly on the point asked about.
package enum Boundary: Hashable, Sendable {
    case inclusive
    case exclusive
}
