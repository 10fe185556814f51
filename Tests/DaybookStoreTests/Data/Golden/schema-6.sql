CREATE INDEX invoices_by_number ON invoices (ifnull(number, ''), row);
CREATE INDEX accounts_by_name ON accounts (name COLLATE NOCASE, row);
CREATE INDEX invoices_facts ON invoices (row, state, currency, account, total, paid,
    credited, due_on);
CREATE VIRTUAL TABLE customer_words USING fts5
    (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');
INSERT INTO customer_words (rowid, text) SELECT row, daybook_search_text(key, name, legal_name, country, email, tax_id, note) FROM customers;
CREATE TRIGGER customer_words_go AFTER DELETE ON customers
BEGIN SELECT daybook_text_changed(0, OLD.row, daybook_search_text(OLD.key, OLD.name, OLD.legal_name, OLD.country, OLD.email, OLD.tax_id, OLD.note)); END;
CREATE TRIGGER customer_words_change
    AFTER UPDATE OF key, name, legal_name, country, email, tax_id, note ON customers
BEGIN SELECT daybook_text_changed(0, OLD.row, daybook_search_text(OLD.key, OLD.name, OLD.legal_name, OLD.country, OLD.email, OLD.tax_id, OLD.note)); END;
CREATE VIRTUAL TABLE account_words USING fts5
    (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');
INSERT INTO account_words (rowid, text) SELECT row, daybook_search_text(key, name) FROM accounts;
CREATE TRIGGER account_words_go AFTER DELETE ON accounts
BEGIN SELECT daybook_text_changed(1, OLD.row, daybook_search_text(OLD.key, OLD.name)); END;
CREATE TRIGGER account_words_change
    AFTER UPDATE OF key, name ON accounts
BEGIN SELECT daybook_text_changed(1, OLD.row, daybook_search_text(OLD.key, OLD.name)); END;
CREATE VIRTUAL TABLE invoice_words USING fts5
    (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');
INSERT INTO invoice_words (rowid, text) SELECT row, daybook_search_text(number, note) FROM invoices;
CREATE TRIGGER invoice_words_go AFTER DELETE ON invoices
BEGIN SELECT daybook_text_changed(2, OLD.row, daybook_search_text(OLD.number, OLD.note)); END;
CREATE TRIGGER invoice_words_change
    AFTER UPDATE OF number, note ON invoices
BEGIN SELECT daybook_text_changed(2, OLD.row, daybook_search_text(OLD.number, OLD.note)); END;
CREATE VIRTUAL TABLE line_words USING fts5
    (text, content = '', detail = none, tokenize = 'trigram case_sensitive 1');
INSERT INTO line_words (rowid, text) SELECT row, daybook_search_text(description) FROM lines;
CREATE TRIGGER line_words_go AFTER DELETE ON lines
BEGIN SELECT daybook_text_changed(3, OLD.row, daybook_search_text(OLD.description)); END;
CREATE TRIGGER line_words_change
    AFTER UPDATE OF description ON lines
BEGIN SELECT daybook_text_changed(3, OLD.row, daybook_search_text(OLD.description)); END;
CREATE TABLE customer_starts (
    start TEXT NOT NULL,
    customer INTEGER NOT NULL,
    PRIMARY KEY (start, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_starts_by_customer ON customer_starts (customer);
INSERT INTO customer_starts SELECT value, customers.row FROM customers, json_each(
    daybook_name_starts(customers.key, customers.name, customers.legal_name, customers.country, customers.email));
CREATE TRIGGER customer_starts_come AFTER INSERT ON customers BEGIN
    INSERT INTO customer_starts SELECT value, NEW.row FROM json_each(
    daybook_name_starts(NEW.key, NEW.name, NEW.legal_name, NEW.country, NEW.email));
END;
CREATE TRIGGER customer_starts_go AFTER DELETE ON customers BEGIN
    DELETE FROM customer_starts WHERE customer = OLD.row;
END;
CREATE TRIGGER customer_starts_change AFTER UPDATE OF key, name, legal_name, country, email
    ON customers BEGIN
    DELETE FROM customer_starts WHERE customer = OLD.row;
    INSERT INTO customer_starts SELECT value, NEW.row FROM json_each(
    daybook_name_starts(NEW.key, NEW.name, NEW.legal_name, NEW.country, NEW.email));
END;
CREATE TABLE account_starts (
    start TEXT NOT NULL,
    account INTEGER NOT NULL,
    PRIMARY KEY (start, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_starts_by_account ON account_starts (account);
INSERT INTO account_starts SELECT value, accounts.row FROM accounts, json_each(
    daybook_name_starts(accounts.key, accounts.name));
CREATE TRIGGER account_starts_come AFTER INSERT ON accounts BEGIN
    INSERT INTO account_starts SELECT value, NEW.row FROM json_each(
    daybook_name_starts(NEW.key, NEW.name));
END;
CREATE TRIGGER account_starts_go AFTER DELETE ON accounts BEGIN
    DELETE FROM account_starts WHERE account = OLD.row;
END;
CREATE TRIGGER account_starts_change AFTER UPDATE OF key, name
    ON accounts BEGIN
    DELETE FROM account_starts WHERE account = OLD.row;
    INSERT INTO account_starts SELECT value, NEW.row FROM json_each(
    daybook_name_starts(NEW.key, NEW.name));
END;
