CREATE TABLE meters (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL,
    event_type TEXT NOT NULL CHECK (event_type <> ''),
    definition TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX meters_by_event_type ON meters (event_type);

CREATE TABLE event_sources (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event_types (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event_subjects (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    type INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    time INTEGER NOT NULL,
    is_timed INTEGER NOT NULL CHECK (is_timed IN (0, 1)),
    stored_at INTEGER NOT NULL,
    deleted_at INTEGER,
    id TEXT NOT NULL,
    data TEXT
) STRICT;

CREATE TABLE event_state (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    last_event INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    last_part INTEGER NOT NULL,
    live INTEGER NOT NULL,
    hash_key BLOB NOT NULL CHECK (length(hash_key) = 16)
) STRICT;
INSERT INTO event_state VALUES (1, 0, 0, 0, 0, randomblob(16));

CREATE TABLE event_identity_runs (
    run INTEGER PRIMARY KEY,
    level INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0)
) STRICT;
CREATE TABLE event_identities (
    row INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    first INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    events BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_identities_by_hash ON event_identities (run, first);

CREATE TABLE event_places (
    hour INTEGER NOT NULL,
    type INTEGER NOT NULL,
    last_subject INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    first_subject INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (hour, type, last_subject, first_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_ingests (
    row INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    line INTEGER NOT NULL,
    end INTEGER NOT NULL,
    read INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    conflicting INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    unbilled INTEGER NOT NULL
) STRICT;
CREATE INDEX event_ingests_unfinished ON event_ingests (origin) WHERE finished_at IS NULL;

CREATE TABLE event_problems (
    row INTEGER PRIMARY KEY,
    ingest INTEGER NOT NULL REFERENCES event_ingests (row),
    line INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invalid', 'conflicting')),
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX event_problems_by_ingest ON event_problems (ingest, row);

CREATE TABLE rollup_groups (row INTEGER PRIMARY KEY, texts TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE rollup_progress (
    meter INTEGER PRIMARY KEY,
    last_event INTEGER NOT NULL
) STRICT;

CREATE TABLE rollups (
    row INTEGER PRIMARY KEY,
    meter INTEGER NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
    start INTEGER NOT NULL,
    first_subject INTEGER NOT NULL,
    last_subject INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    part INTEGER NOT NULL,
    cells BLOB NOT NULL
) STRICT;
CREATE INDEX rollups_by_start ON rollups
    (meter, level, start, last_subject, first_subject, generation, part);
