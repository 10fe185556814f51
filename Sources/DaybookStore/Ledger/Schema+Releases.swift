/// Allocations that are taken back although the books of their month are closed: by entries below
/// zero that are dated later. They lie in the table of what they take back, as with losses: every
/// sum over it is right on any day.
///
/// The rows go through a table beside, as a table is not renamed while triggers of others name it.
extension Schema {
    static let releases = """
        CREATE TABLE kept_allocations AS
        SELECT row, payment, invoice, amount, made_on FROM allocations ORDER BY row;
        DROP TABLE allocations;

        CREATE TABLE allocations (
            row INTEGER PRIMARY KEY,
            payment INTEGER NOT NULL REFERENCES payments (row),
            invoice INTEGER NOT NULL REFERENCES invoices (row),
            amount INTEGER NOT NULL CHECK (amount <> 0),
            made_on TEXT NOT NULL
        ) STRICT;
        INSERT INTO allocations (row, payment, invoice, amount, made_on)
        SELECT row, payment, invoice, amount, made_on FROM kept_allocations ORDER BY rowid;
        DROP TABLE kept_allocations;

        CREATE INDEX allocations_by_payment ON allocations (payment, row);
        CREATE INDEX allocations_by_invoice ON allocations (invoice, row);

        \(closed("allocations", "made_on", [.insert, .change, .delete]))

        \(allocationGuards)

        \(usedOnceEachDay)

        CREATE TRIGGER allocations_are_taken_back_once_at_insert AFTER INSERT ON allocations
        WHEN NEW.amount < 0 AND \(isTakenBackTwice("NEW"))
        BEGIN SELECT RAISE(ABORT, '\(Rule.allocationIsTakenBackOnce)'); END;

        CREATE TRIGGER allocations_are_taken_back_once_at_update AFTER UPDATE OF
            payment, invoice, amount, made_on ON allocations
        WHEN \(isTakenBackTwice("NEW")) OR \(isTakenBackTwice("OLD"))
        BEGIN SELECT RAISE(ABORT, '\(Rule.allocationIsTakenBackOnce)'); END;

        CREATE TRIGGER allocations_are_taken_back_once_at_delete AFTER DELETE ON allocations
        WHEN OLD.amount > 0 AND \(isTakenBackTwice("OLD"))
        BEGIN SELECT RAISE(ABORT, '\(Rule.allocationIsTakenBackOnce)'); END;

        CREATE TRIGGER credits_stay_paid_for BEFORE UPDATE OF paid ON invoices
        WHEN NEW.paid < OLD.paid AND NEW.paid < \(paidForCredits(of: "NEW.row"))
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditStaysPaidFor)'); END;

        CREATE TRIGGER unpaid_credits_stay_void AFTER DELETE ON credit_entries
        WHEN OLD.kind = 'voided' AND EXISTS (SELECT 1
            FROM credit_note_credits AS own JOIN credit_notes AS giver ON giver.row = own.note
                JOIN invoices ON invoices.row = giver.invoice
            WHERE own.credit = OLD.credit AND own.paid IS NOT NULL
                AND invoices.paid < \(paidForCredits(of: "invoices.row")))
        BEGIN SELECT RAISE(ABORT, '\(Rule.unpaidCreditStaysVoid)'); END;
        """

    /// Whether at the end of any day more of a payment was taken off an invoice than it had paid of
    /// that. A payment may pay thousands of invoices: it is asked by the invoice.
    private static func isTakenBackTwice(_ row: String) -> String {
        """
        EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS rest
            FROM allocations WHERE invoice = \(row).invoice AND +payment = \(row).payment)
            WHERE rest < 0)
        """
    }

    /// Where something of a payment came back, what is used of it is looked at day by day.
    private static let usedOnceEachDay = [
        ("allocations_are_of_the_rest_at_delete", "DELETE ON allocations", "OLD"),
        ("allocations_are_of_the_rest_each_day_at_insert", "INSERT ON allocations", "NEW"),
        (
            "allocations_are_of_the_rest_each_day_at_update",
            "UPDATE OF payment, amount, made_on ON allocations", "NEW"
        ),
        ("refunds_are_of_the_rest_each_day", "INSERT ON refunds", "NEW"),
    ].map { name, event, row in
        """
        CREATE TRIGGER \(name) AFTER \(event)
        WHEN \(row == "OLD" ? "OLD.amount < 0" : hasComeBack) AND \(isUsedTwice(row))
        BEGIN SELECT RAISE(ABORT, '\(Rule.paymentIsUsedUp)'); END;
        """
    }.joined(separator: "\n\n")

    private static let hasComeBack = """
        EXISTS (SELECT 1 FROM allocations WHERE payment = NEW.payment AND amount < 0)
        """

    /// Whether at the end of any day more of a payment was used than it had brought.
    private static func isUsedTwice(_ row: String) -> String {
        """
        EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS used FROM (
                SELECT made_on, amount FROM allocations WHERE payment = \(row).payment
                UNION ALL SELECT made_on, amount FROM refunds WHERE payment = \(row).payment))
            WHERE used > (SELECT amount FROM payments WHERE row = \(row).payment))
        """
    }

    /// What was paid of an invoice, and became credits that stand, by its credit notes.
    private static func paidForCredits(of invoice: String) -> String {
        """
        (SELECT ifnull(sum(given.paid), 0)
            FROM credit_notes AS notes JOIN credit_note_credits AS given ON given.note = notes.row
                JOIN credits ON credits.row = given.credit
            WHERE notes.invoice = \(invoice) AND given.paid IS NOT NULL AND \(isCreditStanding))
        """
    }

    /// Whether something of a credit is left, or was used: then its customer has had it.
    static let isCreditStanding = """
        credits.amount > (SELECT ifnull(sum(taken.amount), 0)
            FROM credit_entries AS taken WHERE taken.credit = credits.row
                AND taken.kind = 'voided')
        """
}

extension Schema.Rule {
    static let allocationIsTakenBackOnce = "no more of an allocation is taken back than was made"
    static let creditStaysPaidFor = "what has paid for a credit stays until that is void"
    static let unpaidCreditStaysVoid = "a credit is void once nothing has paid for it"
}
