CREATE TABLE invoice_sums (
    state TEXT NOT NULL,
    currency TEXT NOT NULL,
    issued TEXT NOT NULL,
    due TEXT NOT NULL,
    records INTEGER NOT NULL CHECK (records > 0),
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    PRIMARY KEY (state, currency, issued, due)
) STRICT, WITHOUT ROWID;
INSERT INTO invoice_sums (state, currency, issued, due, records, high, low) SELECT state, currency, ifnull(substr(issued_on, 1, 7), ''), ifnull(substr(due_on, 1, 7), ''), count(*), sum((total >> 32)), sum((total & 4294967295))
FROM invoices GROUP BY 1, 2, 3, 4;
CREATE TRIGGER invoice_sums_come AFTER INSERT ON invoices BEGIN
    INSERT INTO invoice_sums (state, currency, issued, due, records, high, low)
    VALUES (NEW.state, NEW.currency, ifnull(substr(NEW.issued_on, 1, 7), ''), ifnull(substr(NEW.due_on, 1, 7), ''), 1, (NEW.total >> 32), (NEW.total & 4294967295))
    ON CONFLICT DO UPDATE SET records = records + 1, high = high + excluded.high,
        low = low + excluded.low;
END;
CREATE TRIGGER invoice_sums_go AFTER DELETE ON invoices BEGIN
    DELETE FROM invoice_sums WHERE (state, currency, issued, due) = (OLD.state, OLD.currency, ifnull(substr(OLD.issued_on, 1, 7), ''), ifnull(substr(OLD.due_on, 1, 7), ''))
        AND records = 1;
    UPDATE invoice_sums SET records = records - 1, high = high - (OLD.total >> 32),
        low = low - (OLD.total & 4294967295)
    WHERE (state, currency, issued, due) = (OLD.state, OLD.currency, ifnull(substr(OLD.issued_on, 1, 7), ''), ifnull(substr(OLD.due_on, 1, 7), ''));
END;
CREATE TRIGGER invoice_sums_change
AFTER UPDATE OF state, currency, issued_on, due_on, total ON invoices
WHEN (OLD.state, OLD.currency, ifnull(substr(OLD.issued_on, 1, 7), ''), ifnull(substr(OLD.due_on, 1, 7), '')) IS NOT (NEW.state, NEW.currency, ifnull(substr(NEW.issued_on, 1, 7), ''), ifnull(substr(NEW.due_on, 1, 7), '')) OR OLD.total <> NEW.total BEGIN
    DELETE FROM invoice_sums WHERE (state, currency, issued, due) = (OLD.state, OLD.currency, ifnull(substr(OLD.issued_on, 1, 7), ''), ifnull(substr(OLD.due_on, 1, 7), ''))
        AND records = 1;
    UPDATE invoice_sums SET records = records - 1, high = high - (OLD.total >> 32),
        low = low - (OLD.total & 4294967295)
    WHERE (state, currency, issued, due) = (OLD.state, OLD.currency, ifnull(substr(OLD.issued_on, 1, 7), ''), ifnull(substr(OLD.due_on, 1, 7), ''));
    INSERT INTO invoice_sums (state, currency, issued, due, records, high, low)
    VALUES (NEW.state, NEW.currency, ifnull(substr(NEW.issued_on, 1, 7), ''), ifnull(substr(NEW.due_on, 1, 7), ''), 1, (NEW.total >> 32), (NEW.total & 4294967295))
    ON CONFLICT DO UPDATE SET records = records + 1, high = high + excluded.high,
        low = low + excluded.low;
END;
