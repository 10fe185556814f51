CREATE TABLE invoice_letters (
    row INTEGER PRIMARY KEY,
    letters INTEGER NOT NULL
) STRICT;
INSERT INTO invoice_letters (row, letters) SELECT row, daybook_letters(number, note, (SELECT group_concat(description, char(31))
    FROM lines WHERE invoice = invoices.row)) FROM invoices;
CREATE TRIGGER invoice_letters_go AFTER DELETE ON lines
BEGIN SELECT daybook_text_changed(4, OLD.invoice, ''); END;
CREATE TRIGGER invoice_letters_change AFTER UPDATE OF invoice, description ON lines
BEGIN SELECT daybook_text_changed(4, OLD.invoice, ''), daybook_text_changed(4, NEW.invoice, ''); END;

DROP INDEX invoices_by_account;
CREATE INDEX invoices_by_account
    ON invoices (account, period_from, row, currency, total);
DROP INDEX invoices_by_state;
CREATE INDEX invoices_by_state
    ON invoices (state, due_on, created_at, currency, total, row, account);

DROP TABLE IF EXISTS sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
