import DaybookCore

extension ApprovalRequest {
    /// What is asked for, as the beginning of a sentence that goes on with "waits".
    ///
    /// - Parameter name: what people call the record that it concerns
    func words(_ name: String) -> String {
        switch self {
        case .creditGrant(let order):
            "a credit of \(Texts.money(order.amount)) to \(name)"
                + (order.recurrence.map { " \($0.words)" } ?? "")
        case .writeOff(_, let most): "writing \(Texts.money(most)) off \(name)"
        case .giveUp(_, let most): "giving \(Texts.money(most)) of \(name) up"
        case .void: "declaring \(name) void"
        case .refund(let order): "a refund of \(Texts.money(order.amount)) of \(name)"
        case .creditNote(let order):
            "a credit note of \(Texts.money(order.total)) on \(name)"
        case .planPublish(let publication):
            "publishing version \(publication.number) of the plan \(name)"
        case .addOnPublish(let publication):
            "publishing version \(publication.number) of the add-on \(name)"
        case .contractPrices(let order):
            switch order.change {
            case .items: "giving the contract \(name) prices of its own"
            case .renewal: "renewing the contract \(name) at other prices than agreed"
            }
        }
    }
}
