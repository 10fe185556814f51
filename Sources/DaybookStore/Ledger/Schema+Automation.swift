/// Long work, what is done again and again by the calendar, and what follows from acts by itself.
///
/// Definitions are records; how far their work is, is none. What follows a record by its id and not
/// by its row outlives that: a schedule that was deleted and comes back by an undo does nothing
/// twice.
extension Schema {
    static let automation = """
        INSERT INTO role_permissions VALUES
            ('finance', 'jobs.write'), ('finance', 'schedules.write'),
            ('finance', 'workflows.write');

        CREATE TABLE jobs (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            request TEXT NOT NULL CHECK (request <> ''),
            command TEXT NOT NULL CHECK (command <> ''),
            actor TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('running', 'done', 'failed', 'stopped', 'interrupted')),
            holder TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            ended_at INTEGER,
            total INTEGER CHECK (total >= 0),
            done INTEGER NOT NULL CHECK (done >= 0),
            failed INTEGER NOT NULL CHECK (failed >= 0),
            problem TEXT,
            cancelled_by TEXT,
            retry_of INTEGER REFERENCES jobs (row),
            CHECK ((state = 'running') = (ended_at IS NULL))
        ) STRICT;
        CREATE INDEX jobs_by_begin ON jobs (begun_at, row);
        CREATE INDEX jobs_running ON jobs (row) WHERE state = 'running';

        CREATE TABLE job_entries (
            job INTEGER NOT NULL REFERENCES jobs (row),
            position INTEGER NOT NULL CHECK (position > 0),
            subject TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (job, position)
        ) STRICT, WITHOUT ROWID;

        \(schedules)

        \(workflows)
        """

    private static let schedules = """
        CREATE TABLE schedules (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            request TEXT NOT NULL CHECK (request <> ''),
            starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
            time_of_day INTEGER NOT NULL CHECK (time_of_day BETWEEN 0 AND 86399999999),
            every TEXT NOT NULL CHECK (every <> ''),
            zone TEXT NOT NULL CHECK (zone <> ''),
            missed TEXT NOT NULL CHECK (missed IN ('last', 'all')),
            state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
            since INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        \(versionTrigger(of: "schedules", scheduleColumns))

        CREATE TABLE schedule_runs (
            schedule TEXT NOT NULL CHECK (length(schedule) = 26),
            due_at INTEGER NOT NULL,
            taken_at INTEGER NOT NULL,
            job INTEGER NOT NULL REFERENCES jobs (row),
            attempts INTEGER NOT NULL CHECK (attempts > 0),
            PRIMARY KEY (schedule, due_at)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX schedule_runs_by_job ON schedule_runs (job);
        """

    private static let workflows = """
        CREATE TABLE workflows (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            definition TEXT NOT NULL CHECK (definition <> ''),
            fires_on TEXT NOT NULL CHECK (fires_on <> ''),
            state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'paused')),
            activated_by TEXT CHECK (activated_by <> ''),
            since INTEGER NOT NULL CHECK (since >= 0),
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            CHECK (state <> 'active' OR activated_by IS NOT NULL)
        ) STRICT;

        \(versionTrigger(of: "workflows", workflowColumns))

        CREATE TABLE workflow_state (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            seen INTEGER NOT NULL CHECK (seen >= 0)
        ) STRICT;
        INSERT INTO workflow_state (row, seen) VALUES (1, 0);

        CREATE TABLE executions (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            workflow TEXT NOT NULL CHECK (length(workflow) = 26),
            definition TEXT NOT NULL,
            entry INTEGER REFERENCES journal (number),
            record TEXT NOT NULL CHECK (length(record) = 26),
            actor TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'running', 'done', 'failed', 'skipped')),
            step INTEGER NOT NULL CHECK (step > 0),
            due_at INTEGER,
            depth INTEGER NOT NULL CHECK (depth >= 0),
            reason TEXT,
            begun_at INTEGER NOT NULL,
            ended_at INTEGER,
            UNIQUE (workflow, entry, record),
            CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
            CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL))
        ) STRICT;
        CREATE INDEX executions_open ON executions (row) WHERE ended_at IS NULL;
        CREATE INDEX executions_by_begin ON executions (begun_at, row);

        CREATE TABLE execution_steps (
            execution INTEGER NOT NULL REFERENCES executions (row),
            position INTEGER NOT NULL CHECK (position > 0),
            step INTEGER NOT NULL CHECK (step > 0),
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('done', 'waits', 'stopped', 'failed')),
            reason TEXT,
            entry INTEGER UNIQUE REFERENCES journal (number),
            PRIMARY KEY (execution, position)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX execution_steps_once ON execution_steps (execution, step)
            WHERE outcome = 'done';
        """

    private static let scheduleColumns = [
        "id", "key", "request", "starts_on", "time_of_day", "every", "zone", "missed", "state",
        "since", "created_at",
    ]

    private static let workflowColumns = [
        "id", "key", "name", "definition", "fires_on", "state", "activated_by", "since",
        "created_at",
    ]
}
