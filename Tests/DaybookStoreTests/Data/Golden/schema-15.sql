ALTER TABLE credits ADD COLUMN renews_months INTEGER CHECK (renews_months >= 0);
ALTER TABLE credits ADD COLUMN renews_days INTEGER
    CHECK (renews_days >= 0 AND renews_months + renews_days > 0);
ALTER TABLE credits ADD COLUMN renews_until TEXT CHECK (renews_until > effective_on);
ALTER TABLE credits ADD COLUMN rollover_min INTEGER CHECK (rollover_min >= 0);
ALTER TABLE credits ADD COLUMN rollover_max INTEGER CHECK (rollover_max >= rollover_min);
ALTER TABLE credits ADD COLUMN stopped_on TEXT
    CHECK (stopped_on IS NULL
        OR (stopped_on >= effective_on AND renews_days IS NOT NULL));
ALTER TABLE credits ADD COLUMN stopped_after INTEGER
    CHECK ((stopped_after IS NULL) = (stopped_on IS NULL));
CREATE INDEX credit_entries_by_day ON credit_entries (credit, made_on);

DROP TRIGGER credits_version;
CREATE TRIGGER credits_version AFTER UPDATE ON credits
WHEN NEW.version = OLD.version AND (NEW.id, NEW.account, NEW.currency, NEW.amount, NEW.priority, NEW.effective_on, NEW.expires_on, NEW.purpose, NEW.created_at, NEW.renews_months, NEW.renews_days, NEW.renews_until, NEW.rollover_min, NEW.rollover_max, NEW.stopped_on, NEW.stopped_after) IS NOT (OLD.id, OLD.account, OLD.currency, OLD.amount, OLD.priority, OLD.effective_on, OLD.expires_on, OLD.purpose, OLD.created_at, OLD.renews_months, OLD.renews_days, OLD.renews_until, OLD.rollover_min, OLD.rollover_max, OLD.stopped_on, OLD.stopped_after)
BEGIN UPDATE credits SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE credit_note_credits (
    note INTEGER NOT NULL REFERENCES credit_notes (row),
    credit INTEGER NOT NULL REFERENCES credits (row),
    amount INTEGER NOT NULL CHECK (amount > 0),
    paid INTEGER CHECK (paid > 0),
    PRIMARY KEY (note, credit)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credits_are_given_back_once ON credit_note_credits (credit)
    WHERE paid IS NOT NULL;
CREATE INDEX credit_note_credits_by_credit ON credit_note_credits (credit, note);

CREATE TRIGGER credit_terms_stay BEFORE UPDATE OF
    renews_months, renews_days, renews_until, rollover_min, rollover_max ON credits
BEGIN SELECT RAISE(ABORT, 'a credit stays as it was granted'); END;

CREATE TRIGGER credit_terms_are_whole BEFORE INSERT ON credits
WHEN (NEW.renews_months IS NULL) <> (NEW.renews_days IS NULL)
    OR (NEW.renews_days IS NULL) <> (NEW.rollover_min IS NULL)
    OR (NEW.rollover_min IS NULL) <> (NEW.rollover_max IS NULL)
    OR (NEW.renews_days IS NULL AND NEW.renews_until IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a credit recurs with all its terms'); END;

CREATE TRIGGER stopped_credits_stay BEFORE UPDATE OF stopped_on, stopped_after ON credits
WHEN OLD.stopped_on IS NOT NULL AND (NEW.stopped_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM credit_entries WHERE credit = OLD.row AND row > OLD.stopped_after))
BEGIN SELECT RAISE(ABORT, 'a credit was taken of again since'); END;

CREATE TRIGGER stopped_credits_keep_what_was_taken BEFORE UPDATE OF stopped_on ON credits
WHEN NEW.stopped_on < (SELECT max(made_on) FROM credit_entries WHERE credit = OLD.row)
BEGIN SELECT RAISE(ABORT, 'no more is taken of a credit than is left'); END;

CREATE TRIGGER closed_credits_stay_at_stop BEFORE UPDATE OF stopped_on ON credits
WHEN substr(ifnull(NEW.stopped_on, OLD.stopped_on), 1, 7)
    <= (SELECT substr(max(month), 1, 7) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'a closed month takes no more writes'); END;

DROP TRIGGER credits_are_not_overdrawn;
CREATE TRIGGER credits_are_not_overdrawn BEFORE INSERT ON credit_entries
WHEN NEW.kind IN ('used', 'deducted', 'voided') AND NEW.amount > iif(
    (SELECT renews_days FROM credits WHERE row = NEW.credit) IS NULL,
    (SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0) FROM credit_entries WHERE credit = NEW.credit),
    (WITH RECURSIVE turn (n, starts, next, opening) AS (
    SELECT 0, effective_on, iif(effective_on >= ifnull(renews_until, '~'), NULL, min(date(min(date(effective_on, 'start of month', (1 * renews_months) || ' months',
        (strftime('%d', effective_on) - 1) || ' days'),
    date(effective_on, 'start of month', (1 * renews_months + 1) || ' months',
        '-1 days')), (1 * renews_days) || ' days'), ifnull(renews_until, '~'))), 0
    FROM credits AS own WHERE own.row = NEW.credit
    UNION ALL
    SELECT n + 1, next, iif(next >= ifnull(renews_until, '~'), NULL, min(date(min(date(effective_on, 'start of month', ((n + 2) * renews_months) || ' months',
        (strftime('%d', effective_on) - 1) || ' days'),
    date(effective_on, 'start of month', ((n + 2) * renews_months + 1) || ' months',
        '-1 days')), ((n + 2) * renews_days) || ' days'), ifnull(renews_until, '~'))),
        iif(next >= ifnull(renews_until, '~'), min(rollover_max, (opening + (SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0) FROM credit_entries
    WHERE credit = NEW.credit AND made_on >= starts AND made_on < next))),
            min(rollover_max, max(rollover_min, (opening + (SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0) FROM credit_entries
    WHERE credit = NEW.credit AND made_on >= starts AND made_on < next)))) + own.amount)
    FROM turn JOIN credits AS own ON own.row = NEW.credit
    WHERE next <= NEW.made_on AND next <= ifnull(stopped_on, next)
        AND next < ifnull(expires_on, '~') AND n < 36525
)
SELECT opening + (SELECT ifnull(sum(iif(kind IN ('granted', 'returned'), amount, -amount)), 0) FROM credit_entries
    WHERE credit = NEW.credit AND made_on >= starts AND made_on <= NEW.made_on) FROM turn
ORDER BY n DESC LIMIT 1))
BEGIN SELECT RAISE(ABORT, 'no more is taken of a credit than is left'); END;

CREATE TRIGGER credit_note_credits_stay_when_changed BEFORE UPDATE ON credit_note_credits
BEGIN SELECT RAISE(ABORT, 'an issued credit note is never changed'); END;

CREATE TRIGGER credit_note_credits_stay BEFORE DELETE ON credit_note_credits
BEGIN SELECT RAISE(ABORT, 'an issued credit note is never changed'); END;

CREATE TRIGGER credit_notes_give_back_to_their_account
BEFORE INSERT ON credit_note_credits
WHEN NOT EXISTS (SELECT 1 FROM credit_notes JOIN invoices ON invoices.row = invoice
        JOIN credits ON credits.account = invoices.account
            AND credits.currency = invoices.currency
    WHERE credit_notes.row = NEW.note AND credits.row = NEW.credit
        AND (NEW.paid IS NULL OR (NEW.paid <= credit_notes.total
            AND NEW.amount = credits.amount)))
BEGIN SELECT RAISE(ABORT, 'a credit note gives back to credits of its account'); END;

CREATE TRIGGER credited_invoices_are_not_voided BEFORE UPDATE OF state ON invoices
WHEN NEW.state = 'void' AND OLD.state <> 'void'
    AND EXISTS (SELECT 1 FROM credit_notes WHERE invoice = OLD.row)
BEGIN SELECT RAISE(ABORT, 'an invoice with a credit note is not declared void'); END;
