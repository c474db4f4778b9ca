-- Saved plans, and how fast moves went. Times are 100 ns since 1970-01-01 UTC: datetime(t / 1e7, 'unixepoch').

CREATE TABLE plans (
    plan       INTEGER PRIMARY KEY,             -- rises: the order of plans
    plan_id    TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    state      TEXT NOT NULL,                   -- making, ready, run
    to_pool    TEXT NOT NULL,
    force      INTEGER NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    move_id    TEXT,                            -- the move that it was run as last
    outlook    TEXT NOT NULL                    -- JSON: social measures, forecast, best window
);

CREATE TABLE plan_users (
    plan      INTEGER NOT NULL,
    number    INTEGER NOT NULL,                 -- as they were asked for
    place     INTEGER NOT NULL,                 -- the order in which they go; whoever is put in front gets smaller ones
    address   TEXT NOT NULL,
    from_pool TEXT,
    source    TEXT,
    outcome   TEXT NOT NULL,                    -- moved, unchanged, refused
    rule      TEXT NOT NULL,                    -- of a refusal; '' otherwise
    reason    TEXT NOT NULL,
    batch     INTEGER NOT NULL,                 -- 0: does not go
    excluded  INTEGER NOT NULL,
    cut_off   INTEGER NOT NULL,
    door      TEXT NOT NULL,                    -- '', passes, passed: the one-way door of enhanced presence
    signed_in INTEGER NOT NULL,
    details   TEXT NOT NULL,                    -- JSON: what is lost, warnings, items over the limits
    PRIMARY KEY (plan, number)
) WITHOUT ROWID;

CREATE UNIQUE INDEX plan_users_address ON plan_users (plan, address);

CREATE INDEX plan_users_place ON plan_users (plan, place);

-- Users moved between two pools (source '' = Unassigned Users), or changes of the directory (both ''), and the time in which any were under way.
CREATE TABLE paces (
    pace        INTEGER PRIMARY KEY,            -- rises: the latest are kept
    source      TEXT NOT NULL,
    target      TEXT NOT NULL,
    measured_at INTEGER NOT NULL,
    users       INTEGER NOT NULL,
    took        INTEGER NOT NULL                -- 100 ns
);

CREATE INDEX paces_of ON paces (source, target, pace);
