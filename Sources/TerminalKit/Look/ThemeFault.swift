/// Why two roles of a theme cannot be told apart, or one not be read.
package struct ThemeFault: Hashable, Sendable {
    /// The role that is at fault, and the one beside or below it.
    package let role: Role
    package let other: Role
    /// What was found and what is expected, as parts of one sentence.
    package let found: String
    package let expected: String
}
