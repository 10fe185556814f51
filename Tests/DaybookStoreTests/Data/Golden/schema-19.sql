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

CREATE TRIGGER closed_allocations_stay_at_insert BEFORE INSERT ON allocations
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_allocations_stay_at_change BEFORE UPDATE ON allocations
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_allocations_stay_at_delete BEFORE DELETE ON allocations
WHEN substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER allocations_are_of_the_rest_at_insert AFTER INSERT
ON allocations
WHEN (SELECT amount FROM payments WHERE row = NEW.payment)
    < ifnull((SELECT sum(amount) FROM allocations WHERE payment = NEW.payment), 0)
    + ifnull((SELECT sum(amount) FROM refunds WHERE payment = NEW.payment), 0)
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER allocations_stay_with_their_customer_at_insert AFTER INSERT
ON allocations
WHEN NOT EXISTS (SELECT 1
    FROM payments JOIN accounts AS payer ON payer.row = payments.account
        JOIN accounts AS debtor ON debtor.customer = payer.customer
        JOIN invoices ON invoices.account = debtor.row
            AND invoices.currency = payments.currency
    WHERE payments.row = NEW.payment AND invoices.row = NEW.invoice)
BEGIN SELECT RAISE(ABORT, 'a payment pays invoices of its customer, in its currency'); END;

CREATE TRIGGER allocations_are_of_the_rest_at_update AFTER UPDATE OF payment, invoice, amount
ON allocations
WHEN (SELECT amount FROM payments WHERE row = NEW.payment)
    < ifnull((SELECT sum(amount) FROM allocations WHERE payment = NEW.payment), 0)
    + ifnull((SELECT sum(amount) FROM refunds WHERE payment = NEW.payment), 0)
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER allocations_stay_with_their_customer_at_update AFTER UPDATE OF payment, invoice, amount
ON allocations
WHEN NOT EXISTS (SELECT 1
    FROM payments JOIN accounts AS payer ON payer.row = payments.account
        JOIN accounts AS debtor ON debtor.customer = payer.customer
        JOIN invoices ON invoices.account = debtor.row
            AND invoices.currency = payments.currency
    WHERE payments.row = NEW.payment AND invoices.row = NEW.invoice)
BEGIN SELECT RAISE(ABORT, 'a payment pays invoices of its customer, in its currency'); END;

CREATE TRIGGER allocations_are_of_the_rest_at_delete AFTER DELETE ON allocations
WHEN OLD.amount < 0 AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS used FROM (
        SELECT made_on, amount FROM allocations WHERE payment = OLD.payment
        UNION ALL SELECT made_on, amount FROM refunds WHERE payment = OLD.payment))
    WHERE used > (SELECT amount FROM payments WHERE row = OLD.payment))
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER allocations_are_of_the_rest_each_day_at_insert AFTER INSERT ON allocations
WHEN EXISTS (SELECT 1 FROM allocations WHERE payment = NEW.payment AND amount < 0) AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS used FROM (
        SELECT made_on, amount FROM allocations WHERE payment = NEW.payment
        UNION ALL SELECT made_on, amount FROM refunds WHERE payment = NEW.payment))
    WHERE used > (SELECT amount FROM payments WHERE row = NEW.payment))
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER allocations_are_of_the_rest_each_day_at_update AFTER UPDATE OF payment, amount, made_on ON allocations
WHEN EXISTS (SELECT 1 FROM allocations WHERE payment = NEW.payment AND amount < 0) AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS used FROM (
        SELECT made_on, amount FROM allocations WHERE payment = NEW.payment
        UNION ALL SELECT made_on, amount FROM refunds WHERE payment = NEW.payment))
    WHERE used > (SELECT amount FROM payments WHERE row = NEW.payment))
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER refunds_are_of_the_rest_each_day AFTER INSERT ON refunds
WHEN EXISTS (SELECT 1 FROM allocations WHERE payment = NEW.payment AND amount < 0) AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS used FROM (
        SELECT made_on, amount FROM allocations WHERE payment = NEW.payment
        UNION ALL SELECT made_on, amount FROM refunds WHERE payment = NEW.payment))
    WHERE used > (SELECT amount FROM payments WHERE row = NEW.payment))
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

CREATE TRIGGER allocations_are_taken_back_once_at_insert AFTER INSERT ON allocations
WHEN NEW.amount < 0 AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS rest
    FROM allocations WHERE invoice = NEW.invoice AND +payment = NEW.payment)
    WHERE rest < 0)
BEGIN SELECT RAISE(ABORT, 'no more of an allocation is taken back than was made'); END;

CREATE TRIGGER allocations_are_taken_back_once_at_update AFTER UPDATE OF
    payment, invoice, amount, made_on ON allocations
WHEN EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS rest
    FROM allocations WHERE invoice = NEW.invoice AND +payment = NEW.payment)
    WHERE rest < 0) OR EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS rest
    FROM allocations WHERE invoice = OLD.invoice AND +payment = OLD.payment)
    WHERE rest < 0)
BEGIN SELECT RAISE(ABORT, 'no more of an allocation is taken back than was made'); END;

CREATE TRIGGER allocations_are_taken_back_once_at_delete AFTER DELETE ON allocations
WHEN OLD.amount > 0 AND EXISTS (SELECT 1 FROM (SELECT sum(amount) OVER (ORDER BY made_on) AS rest
    FROM allocations WHERE invoice = OLD.invoice AND +payment = OLD.payment)
    WHERE rest < 0)
BEGIN SELECT RAISE(ABORT, 'no more of an allocation is taken back than was made'); END;

CREATE TRIGGER credits_stay_paid_for BEFORE UPDATE OF paid ON invoices
WHEN NEW.paid < OLD.paid AND NEW.paid < (SELECT ifnull(sum(given.paid), 0)
    FROM credit_notes AS notes JOIN credit_note_credits AS given ON given.note = notes.row
        JOIN credits ON credits.row = given.credit
    WHERE notes.invoice = NEW.row AND given.paid IS NOT NULL AND credits.amount > (SELECT ifnull(sum(taken.amount), 0)
    FROM credit_entries AS taken WHERE taken.credit = credits.row
        AND taken.kind = 'voided'))
BEGIN SELECT RAISE(ABORT, 'what has paid for a credit stays until that is void'); END;

CREATE TRIGGER unpaid_credits_stay_void AFTER DELETE ON credit_entries
WHEN OLD.kind = 'voided' AND EXISTS (SELECT 1
    FROM credit_note_credits AS own JOIN credit_notes AS giver ON giver.row = own.note
        JOIN invoices ON invoices.row = giver.invoice
    WHERE own.credit = OLD.credit AND own.paid IS NOT NULL
        AND invoices.paid < (SELECT ifnull(sum(given.paid), 0)
    FROM credit_notes AS notes JOIN credit_note_credits AS given ON given.note = notes.row
        JOIN credits ON credits.row = given.credit
    WHERE notes.invoice = invoices.row AND given.paid IS NOT NULL AND credits.amount > (SELECT ifnull(sum(taken.amount), 0)
    FROM credit_entries AS taken WHERE taken.credit = credits.row
        AND taken.kind = 'voided')))
BEGIN SELECT RAISE(ABORT, 'a credit is void once nothing has paid for it'); END;
