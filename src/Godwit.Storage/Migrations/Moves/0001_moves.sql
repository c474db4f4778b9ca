-- The journal of the move engine. Times are 100 ns since 1970-01-01 UTC: datetime(t / 1e7, 'unixepoch').

CREATE TABLE moves (
    move         INTEGER PRIMARY KEY,           -- rises: the order of moves
    move_id      TEXT NOT NULL UNIQUE,
    to_pool      TEXT NOT NULL,
    force        INTEGER NOT NULL,
    requested_by TEXT NOT NULL,
    started_at   INTEGER NOT NULL,
    finished_at  INTEGER
);

CREATE TABLE move_users (
    move      INTEGER NOT NULL,
    address   TEXT NOT NULL,
    position  INTEGER NOT NULL,                 -- as they were asked for
    outcome   TEXT NOT NULL,                    -- pending, moved, refused, failed
    from_pool TEXT,
    reason    TEXT,
    lost      TEXT NOT NULL,                    -- JSON array of texts
    PRIMARY KEY (move, address)
) WITHOUT ROWID;

CREATE TABLE batches (
    move     INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    step     TEXT NOT NULL,
    finished INTEGER NOT NULL,
    state    TEXT NOT NULL,                     -- JSON, the engine's
    PRIMARY KEY (move, number)
) WITHOUT ROWID;

CREATE INDEX batches_unfinished ON batches (move, number) WHERE finished = 0;

CREATE TABLE deliveries (
    move      INTEGER NOT NULL,
    address   TEXT NOT NULL,
    from_pool TEXT NOT NULL,
    state     TEXT NOT NULL,                    -- at-source, sealed, delivered, dropped, kept
    content   BLOB,
    digest    BLOB,
    PRIMARY KEY (move, address)
) WITHOUT ROWID;

CREATE INDEX deliveries_open ON deliveries (move, address) WHERE state IN ('at-source', 'sealed');
