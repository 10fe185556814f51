/// The remotes of a ledger, and what each of them has yet to hear of.
///
/// From when on a remote listens follows from when its row came, also when an undo brought it back.
extension Schema {
    static let outbox = """
        CREATE TABLE remotes (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            name TEXT NOT NULL CHECK (name <> ''),
            dialect TEXT NOT NULL CHECK (dialect IN ('enso', 'togai', 'openmeter', 'vayu')),
            address TEXT NOT NULL
                CHECK (address GLOB 'https://?*' OR address GLOB 'http://?*'),
            is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE UNIQUE INDEX remotes_by_name ON remotes (name COLLATE NOCASE);

        \(versionTrigger(of: "remotes", remoteColumns))

        CREATE TABLE remote_nouns (
            remote INTEGER NOT NULL REFERENCES remotes (row),
            noun TEXT NOT NULL CHECK (noun <> ''),
            since INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (remote, noun)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER remotes_listen_from_now AFTER INSERT ON remote_nouns
        BEGIN
            UPDATE remote_nouns SET since = (SELECT ifnull(max(number), 0) FROM journal)
            WHERE remote = NEW.remote AND noun = NEW.noun;
        END;

        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY,
            remote INTEGER NOT NULL REFERENCES remotes (row),
            journal INTEGER NOT NULL REFERENCES journal (number),
            noun TEXT NOT NULL CHECK (noun <> ''),
            record TEXT NOT NULL CHECK (length(record) = 26),
            change TEXT NOT NULL CHECK (change IN ('created', 'changed', 'deleted')),
            key TEXT NOT NULL UNIQUE CHECK (length(key) = 64),
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'sent', 'done', 'refused', 'withdrawn')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            problem TEXT,
            UNIQUE (journal, remote, record),
            CHECK ((state = 'refused') <= (problem IS NOT NULL))
        ) STRICT;
        CREATE INDEX outbox_by_state ON outbox (remote, state, number);

        CREATE TRIGGER outbox_stays_when_changed BEFORE UPDATE OF
            number, remote, journal, noun, record, change, key ON outbox
        BEGIN SELECT RAISE(ABORT, '\(Rule.outboxStays)'); END;

        CREATE TRIGGER outbox_stays BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, '\(Rule.outboxStays)'); END;

        CREATE TRIGGER outbox_goes_on BEFORE UPDATE OF state ON outbox
        WHEN OLD.state || ' ' || NEW.state NOT IN ('waiting sent', 'waiting withdrawn',
            'sent waiting', 'sent done', 'sent refused', 'refused waiting', 'refused withdrawn')
        BEGIN SELECT RAISE(ABORT, '\(Rule.outboxGoesOn)'); END;
        """

    private static let remoteColumns = [
        "id", "name", "dialect", "address", "is_live", "created_at",
    ]
}

extension Schema.Rule {
    static let outboxStays = "what a remote is to hear of stays as it was written"
    static let outboxGoesOn = "what a remote was told cannot be untold"
}
