package import DaybookCore

/// What of payments went back. A refund is a record of its own, and never changed.
extension PaymentRepository {
    func insert(_ refund: Refund, createdAt: Instant) throws {
        try connection.run(
            """
            INSERT INTO refunds (id, payment, amount, made_on, created_at, note)
            VALUES (?, (SELECT row FROM payments WHERE id = ?), ?, ?, ?, ?)
            """,
            [
                .id(refund.id), .id(refund.payment), try .money(refund.amount),
                .date(refund.madeOn), .instant(createdAt), .text(refund.note),
            ]
        )
    }

    /// What of a payment went back, in order of booking.
    package func refunds(of payment: StoredPayment) throws -> [Refund] {
        let currency = payment.payment.amount.currency
        return try connection.all(
            """
            SELECT refunds.id, refunds.amount, made_on, refunds.note
            FROM refunds JOIN payments ON payments.row = payment
            WHERE payments.id = ? ORDER BY refunds.row
            """,
            [.id(payment.payment.id)]
        ) { row in
            Refund(
                id: try row.id(0),
                payment: payment.payment.id,
                amount: row.money(1, currency),
                madeOn: try row.date(2),
                note: row.optionalText(3)
            )
        }
    }
}
