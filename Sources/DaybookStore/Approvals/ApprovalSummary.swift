package import DaybookCore

/// An approval as a list shows it.
package struct ApprovalSummary: Hashable, Sendable {
    package let approval: Approval
    /// What people call the record that it concerns: an account's key, an invoice's number, the key
    /// of a plan.
    package let subjectName: String
    /// Nil for what belongs to no customer.
    package let customerName: String?
}
