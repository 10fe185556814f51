internal import DaybookCore

/// That an act may be done now: a second person has approved it, or nobody need. The desks of the
/// acts ask whoever comes without one, so that no way leads past those who approve: neither a
/// workflow nor a command that somebody writes tomorrow. Only the desk of approvals gives any.
package struct Clearance: Sendable {
    init() {}

    /// Whether an act waits for a second person.
    static func isNeeded(
        for act: ApprovableAct,
        of amount: Money?,
        _ access: AccessDesk,
        _ connection: Connection,
    ) throws -> Bool {
        if let limited = act.limited, let amount,
            try access.obstacle(to: limited, of: amount) != nil
        {
            return true
        }
        return try SettingRepository(connection).demand(act).includes(amount)
    }

    /// Goes on only with a clearance, or where none is needed.
    static func require(
        _ clearance: Clearance?,
        for act: ApprovableAct,
        of amount: Money?,
        by name: String,
        _ connection: Connection,
    ) throws {
        guard clearance == nil else { return }
        let access = try AccessDesk(connection, actor: name)
        if try isNeeded(for: act, of: amount, access, connection) {
            throw ApprovalError.unapproved(act)
        }
    }
}
