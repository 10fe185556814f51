/// Which ledger this is, in words: the first thing on every screen.
package struct LedgerIdentity: Hashable, Sendable {
    package let mode: Mode
    /// The name of its file, without the ending.
    package let name: String
    /// Whose books it holds.
    package let organisation: String
    package let actor: String

    package enum Mode: String, Hashable, Sendable {
        /// What is done here counts.
        case live = "LIVE"
        /// To try things with: nothing leaves it.
        case sandbox = "SANDBOX"
        case readOnly = "READ-ONLY"
        /// A file or in a folder that cannot be written: a copy that somebody has been given.
        case offlineCopy = "OFFLINE COPY"
    }

    package init(mode: Mode, name: String, organisation: String, actor: String) {
        self.mode = mode
        self.name = name
        self.organisation = organisation
        self.actor = actor
    }
}
