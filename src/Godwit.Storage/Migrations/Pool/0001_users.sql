-- Users of a pool and their data. A user's rows lie together: every table is clustered by user_id, then by the row's natural key.
-- Times are 100 ns since 1970-01-01 UTC: datetime(t / 1e7, 'unixepoch').

CREATE TABLE users (
    user_id          INTEGER PRIMARY KEY,
    address          TEXT UNIQUE,               -- null: a copy that is being dropped
    state            TEXT NOT NULL CHECK (state IN ('homed', 'arriving', 'left', 'dropped')),
    left_until       INTEGER,                   -- an undo copy is kept until then
    rich_mode        INTEGER NOT NULL,
    contacts_delta   INTEGER NOT NULL,
    acl_delta        INTEGER NOT NULL,
    legacy_user_info TEXT
);

CREATE TABLE contact_groups (
    user_id      INTEGER NOT NULL,
    group_id     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    external_uri TEXT NOT NULL,
    PRIMARY KEY (user_id, group_id)
) WITHOUT ROWID;

CREATE TABLE contacts (
    user_id      INTEGER NOT NULL,
    uri          TEXT NOT NULL COLLATE NOCASE,
    name         TEXT NOT NULL,
    groups       TEXT NOT NULL,                 -- ids, ascending, with blanks between
    subscribed   INTEGER NOT NULL,
    external_uri TEXT NOT NULL,
    extension    TEXT,
    PRIMARY KEY (user_id, uri)
) WITHOUT ROWID;

CREATE TABLE aces (
    user_id INTEGER NOT NULL,
    type    TEXT NOT NULL,                      -- all, domain, user
    mask    TEXT NOT NULL,
    rights  TEXT NOT NULL,
    PRIMARY KEY (user_id, type, mask)
) WITHOUT ROWID;

CREATE TABLE containers (
    user_id   INTEGER NOT NULL,
    container INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    PRIMARY KEY (user_id, container)
) WITHOUT ROWID;

CREATE TABLE container_members (
    user_id   INTEGER NOT NULL,
    container INTEGER NOT NULL,
    type      TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (user_id, container, type, value)
) WITHOUT ROWID;

CREATE TABLE publications (
    user_id      INTEGER NOT NULL,
    category     TEXT NOT NULL,
    instance     INTEGER NOT NULL,
    container    INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    expires      TEXT NOT NULL,                 -- static, endpoint, user, time
    expires_at   INTEGER,
    published_at INTEGER NOT NULL,
    content      TEXT NOT NULL,
    endpoint     TEXT,
    PRIMARY KEY (user_id, category, instance, container)
) WITHOUT ROWID;

CREATE TABLE subscribers (
    user_id      INTEGER NOT NULL,
    address      TEXT NOT NULL,
    display_name TEXT NOT NULL,
    acknowledged INTEGER NOT NULL,
    PRIMARY KEY (user_id, address)
) WITHOUT ROWID;

CREATE TABLE meetings (
    user_id    INTEGER NOT NULL,
    meeting_id TEXT NOT NULL,
    subject    TEXT NOT NULL,
    starts     INTEGER,
    expires    INTEGER NOT NULL,
    content    TEXT NOT NULL,
    PRIMARY KEY (user_id, meeting_id)
) WITHOUT ROWID;
