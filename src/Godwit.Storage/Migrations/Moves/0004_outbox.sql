-- Notices of moves that receivers have not taken yet: one row a receiver, written with the change that it tells of.
CREATE TABLE outbox (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver TEXT NOT NULL,                     -- its URL
    written  INTEGER NOT NULL,                  -- ticks
    due      INTEGER NOT NULL,
    tries    INTEGER NOT NULL,
    body     TEXT NOT NULL                      -- JSON, docs/webhooks.md
);

CREATE INDEX outbox_due ON outbox (due);
