/// Payments that pay what other accounts of their customer owe, and what of payments went back.
///
/// The store itself keeps that no payment gives more than it brought, that nobody pays for another
/// customer, and that a refund stays as it was booked: an undo takes it back, and nothing else.
extension Schema {
    static let payments = """
        CREATE TABLE refunds (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            payment INTEGER NOT NULL REFERENCES payments (row),
            amount INTEGER NOT NULL CHECK (amount > 0),
            made_on TEXT NOT NULL CHECK (length(made_on) = 10),
            created_at INTEGER NOT NULL,
            note TEXT,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX refunds_by_payment ON refunds (payment, row);

        \(versionTrigger(of: "refunds", refundColumns))

        INSERT INTO role_permissions VALUES ('finance', 'payments.refund');

        CREATE TRIGGER refunds_stay BEFORE UPDATE OF
            \(refundColumns.joined(separator: ", ")) ON refunds
        BEGIN SELECT RAISE(ABORT, '\(Rule.refundStays)'); END;

        CREATE TRIGGER refunds_follow_their_payment AFTER INSERT ON refunds
        WHEN NEW.made_on < (SELECT received_on FROM payments WHERE row = NEW.payment)
        BEGIN SELECT RAISE(ABORT, '\(Rule.refundFollowsReceipt)'); END;

        CREATE TRIGGER refunds_are_of_the_rest AFTER INSERT ON refunds
        WHEN \(isUsedUp("NEW"))
        BEGIN SELECT RAISE(ABORT, '\(Rule.paymentIsUsedUp)'); END;

        \(allocationGuards)

        CREATE TRIGGER payments_stay_while_used BEFORE UPDATE OF account, currency, amount
            ON payments
        WHEN (NEW.account, NEW.currency, NEW.amount) IS NOT
            (OLD.account, OLD.currency, OLD.amount) AND (
            EXISTS (SELECT 1 FROM allocations WHERE payment = OLD.row)
            OR EXISTS (SELECT 1 FROM refunds WHERE payment = OLD.row)
        )
        BEGIN SELECT RAISE(ABORT, '\(Rule.paymentStays)'); END;

        \(closed("refunds", "made_on", [.insert, .change, .delete]))

        \(undonePaymentApprovals)
        """

    static let allocationGuards =
        ["INSERT", "UPDATE OF payment, invoice, amount"].map(allocated).joined(separator: "\n\n")

    /// What must hold of an allocation that is new or other. It is looked at when the row is there,
    /// behind what is asked of its date.
    private static func allocated(by statement: String) -> String {
        let verb = statement.prefix { $0 != " " }.lowercased()
        return """
            CREATE TRIGGER allocations_are_of_the_rest_at_\(verb) AFTER \(statement)
            ON allocations
            WHEN \(isUsedUp("NEW"))
            BEGIN SELECT RAISE(ABORT, '\(Rule.paymentIsUsedUp)'); END;

            CREATE TRIGGER allocations_stay_with_their_customer_at_\(verb) AFTER \(statement)
            ON allocations
            WHEN \(isOfAnother)
            BEGIN SELECT RAISE(ABORT, '\(Rule.paymentIsOfCustomer)'); END;
            """
    }

    /// Whether the payment of a row gives more than it brought.
    static func isUsedUp(_ row: String) -> String {
        """
        (SELECT amount FROM payments WHERE row = \(row).payment)
            < ifnull((SELECT sum(amount) FROM allocations WHERE payment = \(row).payment), 0)
            + ifnull((SELECT sum(amount) FROM refunds WHERE payment = \(row).payment), 0)
        """
    }

    private static let isOfAnother = """
        NOT EXISTS (SELECT 1
            FROM payments JOIN accounts AS payer ON payer.row = payments.account
                JOIN accounts AS debtor ON debtor.customer = payer.customer
                JOIN invoices ON invoices.account = debtor.row
                    AND invoices.currency = payments.currency
            WHERE payments.row = NEW.payment AND invoices.row = NEW.invoice)
        """

    /// What was approved is undone with the act itself, as with the acts that came before these.
    private static let undonePaymentApprovals = """
        CREATE TRIGGER approvals_of_payments_are_undone_with_their_act BEFORE UPDATE ON approvals
        WHEN OLD.state = 'approved' AND NEW.state IN ('waiting', 'undone') AND (
            (OLD.kind = 'payment.refund' AND EXISTS
                (SELECT 1 FROM refunds WHERE id = OLD.result))
            OR (OLD.kind = 'credit-note.create' AND EXISTS
                (SELECT 1 FROM credit_notes WHERE id = OLD.result))
        )
        BEGIN SELECT RAISE(ABORT, '\(Rule.approvalIsDone)'); END;
        """

    private static let refundColumns = [
        "id", "payment", "amount", "made_on", "created_at", "note",
    ]
}

extension Schema.Rule {
    static let refundStays = "a refund is never changed"
    static let refundFollowsReceipt = "nothing of a payment goes back before it was received"
    static let paymentIsUsedUp = "no more of a payment is used than was received"
    static let paymentIsOfCustomer = "a payment pays invoices of its customer, in its currency"
    static let paymentStays = "a payment of which something is used stays as it was received"
}
