/// What is wrong with an archive at some place.
package enum TarProblem: Error, Hashable, Sendable {
    /// It ends in the middle.
    case cutOff
    /// What should be a header is none, or was changed.
    case noHeader
    /// A member that would lie elsewhere than below the place of unpacking.
    case outside(String)
    /// A member that is another file.
    case link(String)
    /// A folder, a device, an extension: no plain file.
    case special(String)
    /// A header or a path as our archives do not have them.
    case unusual(String)
    /// Bytes that mean nothing and are not zero.
    case padding
    /// More behind the end.
    case trailing
}

/// The first thing in an archive that does not fit, and where.
package struct TarError: Error, Hashable, Sendable {
    /// The byte at which the block begins, counted from nought.
    package let offset: Int
    package let problem: TarProblem

    package init(at offset: Int, _ problem: TarProblem) {
        self.offset = offset
        self.problem = problem
    }
}
