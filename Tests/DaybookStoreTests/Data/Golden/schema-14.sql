DROP INDEX invoices_by_state;
CREATE INDEX invoices_by_state
    ON invoices (state, due_on, created_at, currency, total, row);
