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

CREATE TRIGGER refunds_version AFTER UPDATE ON refunds
WHEN NEW.version = OLD.version AND (NEW.id, NEW.payment, NEW.amount, NEW.made_on, NEW.created_at, NEW.note) IS NOT (OLD.id, OLD.payment, OLD.amount, OLD.made_on, OLD.created_at, OLD.note)
BEGIN UPDATE refunds SET version = OLD.version + 1 WHERE row = NEW.row; END;

INSERT INTO role_permissions VALUES ('finance', 'payments.refund');

CREATE TRIGGER refunds_stay BEFORE UPDATE OF
    id, payment, amount, made_on, created_at, note ON refunds
BEGIN SELECT RAISE(ABORT, 'a refund is never changed'); END;

CREATE TRIGGER refunds_follow_their_payment AFTER INSERT ON refunds
WHEN NEW.made_on < (SELECT received_on FROM payments WHERE row = NEW.payment)
BEGIN SELECT RAISE(ABORT, 'nothing of a payment goes back before it was received'); END;

CREATE TRIGGER refunds_are_of_the_rest AFTER INSERT ON refunds
WHEN (SELECT amount FROM payments WHERE row = NEW.payment)
    < ifnull((SELECT sum(amount) FROM allocations WHERE payment = NEW.payment), 0)
    + ifnull((SELECT sum(amount) FROM refunds WHERE payment = NEW.payment), 0)
BEGIN SELECT RAISE(ABORT, 'no more of a payment is used than was received'); END;

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

CREATE TRIGGER payments_stay_while_used BEFORE UPDATE OF account, currency, amount
    ON payments
WHEN (NEW.account, NEW.currency, NEW.amount) IS NOT
    (OLD.account, OLD.currency, OLD.amount) AND (
    EXISTS (SELECT 1 FROM allocations WHERE payment = OLD.row)
    OR EXISTS (SELECT 1 FROM refunds WHERE payment = OLD.row)
)
BEGIN SELECT RAISE(ABORT, 'a payment of which something is used stays as it was received'); END;

CREATE TRIGGER closed_refunds_stay_at_insert BEFORE INSERT ON refunds
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_refunds_stay_at_change BEFORE UPDATE ON refunds
WHEN substr(NEW.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months) OR substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER closed_refunds_stay_at_delete BEFORE DELETE ON refunds
WHEN substr(OLD.made_on, 1, 7) <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

CREATE TRIGGER approvals_of_payments_are_undone_with_their_act BEFORE UPDATE ON approvals
WHEN OLD.state = 'approved' AND NEW.state IN ('waiting', 'undone') AND (
    (OLD.kind = 'payment.refund' AND EXISTS
        (SELECT 1 FROM refunds WHERE id = OLD.result))
    OR (OLD.kind = 'credit-note.create' AND EXISTS
        (SELECT 1 FROM credit_notes WHERE id = OLD.result))
)
BEGIN SELECT RAISE(ABORT, 'what was approved is taken back with the act itself'); END;
