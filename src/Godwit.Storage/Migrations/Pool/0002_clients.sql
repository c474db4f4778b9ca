-- What is known of clients: the pool's client version filter, and who signed in with what. Times as in 0001.

CREATE TABLE client_version_filter (
    only           INTEGER PRIMARY KEY CHECK (only = 1),
    enabled        INTEGER NOT NULL,
    default_action TEXT NOT NULL,               -- allow, allow-with-url, block, block-with-url
    default_url    TEXT
);

CREATE TABLE client_version_rules (
    rule_id    INTEGER PRIMARY KEY,
    rule_order INTEGER NOT NULL,
    user_agent TEXT NOT NULL,
    version    TEXT NOT NULL,                   -- 2.0.6362.*
    comparison TEXT NOT NULL,                   -- LSS, LEQ, EQL, GEQ, GTR
    action     TEXT NOT NULL,
    url        TEXT,
    enabled    INTEGER NOT NULL
);

-- By address and not by user_id: a user who has no data yet has clients, too. No part of a user's data: it is observed, carried beside a parcel and merged.
CREATE TABLE seen_clients (
    address    TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    generation TEXT NOT NULL,                   -- old, new, both
    last_seen  INTEGER NOT NULL,                -- to the hour
    PRIMARY KEY (address, user_agent)
) WITHOUT ROWID;
