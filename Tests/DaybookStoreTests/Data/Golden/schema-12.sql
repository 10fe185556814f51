CREATE TABLE approvals (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    kind TEXT NOT NULL CHECK (kind <> ''),
    subject TEXT NOT NULL CHECK (length(subject) = 26),
    request TEXT NOT NULL CHECK (request <> ''),
    currency TEXT REFERENCES currencies (code),
    amount INTEGER,
    prepared_by TEXT NOT NULL CHECK (prepared_by <> ''),
    prepared_at INTEGER NOT NULL,
    note TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'approved', 'rejected', 'withdrawn', 'undone')),
    decided_by TEXT CHECK (decided_by <> ''),
    decided_at INTEGER,
    reason TEXT,
    result TEXT CHECK (length(result) = 26),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((currency IS NULL) = (amount IS NULL)),
    CHECK ((state = 'waiting') = (decided_by IS NULL)),
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK (state <> 'waiting' OR reason IS NULL),
    CHECK (state <> 'rejected' OR ifnull(reason, '') <> ''),
    CHECK ((state IN ('approved', 'undone')) = (result IS NOT NULL))
) STRICT;
CREATE INDEX approvals_by_preparation ON approvals (prepared_at, row);
CREATE UNIQUE INDEX approvals_wait_once ON approvals (kind, subject)
    WHERE state = 'waiting' AND kind <> 'credit.grant';

CREATE TRIGGER approvals_version AFTER UPDATE ON approvals
WHEN NEW.version = OLD.version AND (NEW.id, NEW.kind, NEW.subject, NEW.request, NEW.currency, NEW.amount, NEW.prepared_by, NEW.prepared_at, NEW.note, NEW.state, NEW.decided_by, NEW.decided_at, NEW.reason, NEW.result) IS NOT (OLD.id, OLD.kind, OLD.subject, OLD.request, OLD.currency, OLD.amount, OLD.prepared_by, OLD.prepared_at, OLD.note, OLD.state, OLD.decided_by, OLD.decided_at, OLD.reason, OLD.result)
BEGIN UPDATE approvals SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER approvals_begin_waiting BEFORE INSERT ON approvals
WHEN NEW.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'an approval waits before it is decided'); END;

CREATE TRIGGER approvals_stay_as_asked BEFORE UPDATE OF
    row, id, kind, subject, request, currency, amount, prepared_by, prepared_at, note
    ON approvals
WHEN (NEW.row, NEW.id, NEW.kind, NEW.subject, NEW.request, NEW.currency, NEW.amount,
        NEW.prepared_by, NEW.prepared_at, NEW.note)
    IS NOT (OLD.row, OLD.id, OLD.kind, OLD.subject, OLD.request, OLD.currency,
        OLD.amount, OLD.prepared_by, OLD.prepared_at, OLD.note)
BEGIN SELECT RAISE(ABORT, 'an approval stays as it was asked for'); END;

CREATE TRIGGER approvals_need_another BEFORE UPDATE ON approvals
WHEN OLD.state = 'waiting' AND NEW.state <> 'withdrawn'
    AND NEW.decided_by = NEW.prepared_by COLLATE NOCASE
BEGIN SELECT RAISE(ABORT, 'whoever prepared an approval does not decide on it'); END;

CREATE TRIGGER approvals_are_withdrawn_by_their_preparer BEFORE UPDATE ON approvals
WHEN OLD.state = 'waiting' AND NEW.state = 'withdrawn'
    AND NEW.decided_by <> NEW.prepared_by COLLATE NOCASE
BEGIN SELECT RAISE(ABORT, 'an approval is withdrawn by whoever prepared it'); END;

CREATE TRIGGER approvals_are_done_first BEFORE UPDATE ON approvals
WHEN OLD.state = 'waiting' AND NEW.state = 'undone'
BEGIN SELECT RAISE(ABORT, 'only what was approved is undone'); END;

CREATE TRIGGER approvals_are_undone_with_their_act BEFORE UPDATE ON approvals
WHEN OLD.state = 'approved' AND NEW.state IN ('waiting', 'undone') AND (
    (OLD.kind = 'credit.grant' AND EXISTS
        (SELECT 1 FROM credits WHERE id = OLD.result))
    OR (OLD.kind = 'invoice.write-off' AND EXISTS
        (SELECT 1 FROM write_offs JOIN invoices ON invoices.row = write_offs.invoice
            WHERE invoices.id = OLD.result))
    OR (OLD.kind = 'invoice.give-up' AND EXISTS
        (SELECT 1 FROM invoices WHERE id = OLD.result AND state = 'uncollectible'))
    OR (OLD.kind = 'invoice.void' AND EXISTS
        (SELECT 1 FROM invoices WHERE id = OLD.result AND state = 'void'))
)
BEGIN SELECT RAISE(ABORT, 'what was approved is taken back with the act itself'); END;

CREATE TRIGGER approvals_wait_only_once BEFORE UPDATE ON approvals
WHEN OLD.state = 'approved' AND NEW.state = 'waiting'
BEGIN
    UPDATE approvals SET state = 'undone' WHERE row = OLD.row;
    SELECT RAISE(IGNORE);
END;

CREATE TRIGGER approvals_stay_decided BEFORE UPDATE ON approvals
WHEN OLD.state <> 'waiting'
    AND (NEW.state, NEW.decided_by, NEW.decided_at, NEW.reason, NEW.result)
        IS NOT (OLD.state, OLD.decided_by, OLD.decided_at, OLD.reason, OLD.result)
    AND NOT (OLD.state = 'approved' AND NEW.state = 'waiting')
    AND NOT (OLD.state = 'approved' AND NEW.state = 'undone'
        AND (NEW.decided_by, NEW.decided_at, NEW.reason, NEW.result)
            IS (OLD.decided_by, OLD.decided_at, OLD.reason, OLD.result))
BEGIN SELECT RAISE(ABORT, 'a decided approval stays as it was decided'); END;

CREATE TRIGGER approvals_decided_stay BEFORE DELETE ON approvals
WHEN OLD.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a decided approval stays as it was decided'); END;
