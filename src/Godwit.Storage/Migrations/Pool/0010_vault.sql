-- Who has changed since the vault last had her data; taken: the vault is about to have it, and a change after that counts again.
CREATE TABLE changed_users (
    user_id INTEGER PRIMARY KEY,
    taken   INTEGER NOT NULL
);

INSERT INTO changed_users (user_id, taken) SELECT user_id, 0 FROM users WHERE state = 'homed';

-- What a user is to be told when she signs in next, once. By address: a user who has no data yet is told, too.
CREATE TABLE notices (
    address   TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    text      TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    told_at   INTEGER,                          -- null: not told yet
    PRIMARY KEY (address, notice_id)
) WITHOUT ROWID;
