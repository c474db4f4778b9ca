-- Who may administer: people with local accounts, programs with tokens. Times are UTC ticks.

CREATE TABLE accounts (
    name          TEXT PRIMARY KEY COLLATE NOCASE,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,         -- as ASP.NET Core Identity writes it: PBKDF2 with its salt and count
    stamp         TEXT NOT NULL,         -- another one ends every session
    created       INTEGER NOT NULL,
    last_sign_in  INTEGER
) WITHOUT ROWID;

CREATE TABLE tokens (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    hash       BLOB NOT NULL UNIQUE,     -- SHA-256; the token itself is random, so that this is enough
    created_by TEXT NOT NULL,
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    last_used  INTEGER
) WITHOUT ROWID;
