DROP INDEX invoices_by_issue;
DROP INDEX invoices_by_due_date;
CREATE INDEX invoices_by_issue ON invoices (ifnull(issued_on, ''), row);
CREATE INDEX invoices_by_due_date ON invoices (ifnull(due_on, ''), row);
CREATE INDEX invoices_by_creation ON invoices (created_at, row);
