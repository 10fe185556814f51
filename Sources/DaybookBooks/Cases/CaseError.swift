/// Why a case has no answer.
package enum CaseError: Error, Hashable, Sendable {
    /// The case itself is not as its kind asks for: what is wrong, and where.
    case bad(String)
    /// The rules refuse what it describes; many a case expects just that.
    case refused(name: String, detail: String)
}
