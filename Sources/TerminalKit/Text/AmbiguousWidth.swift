/// The cells of a character that Unicode calls ambiguous, such as `§`, `…` or `α`.
///
/// Only the terminal's own settings decide: East Asian ones draw these characters wide.
package enum AmbiguousWidth: Sendable {
    case narrow
    case wide
}
