DROP TRIGGER customer_starts_come;
DROP TRIGGER customer_starts_go;
DROP TRIGGER customer_starts_change;
DROP TRIGGER account_starts_come;
DROP TRIGGER account_starts_go;
DROP TRIGGER account_starts_change;
DROP TABLE customer_starts;
DROP TABLE account_starts;

CREATE INDEX invoices_by_short_texts ON invoices (number, note)
    WHERE (ifnull(number, '') || ifnull(note, '')) <> '' AND length((ifnull(number, '') || ifnull(note, ''))) < 48 AND (length((ifnull(number, '') || ifnull(note, ''))) < 3 OR (ifnull(number, '') || ifnull(note, '')) GLOB '*[^ -~]*');
CREATE INDEX lines_by_short_texts ON lines (description, invoice)
    WHERE (ifnull(description, '')) <> '' AND length((ifnull(description, ''))) < 48 AND (length((ifnull(description, ''))) < 3 OR (ifnull(description, '')) GLOB '*[^ -~]*');
