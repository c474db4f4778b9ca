-- Accounts that are not enabled for communications, or no longer; and the users who were removed, for those who follow the changes.

CREATE TABLE accounts (
    user_id           INTEGER PRIMARY KEY,     -- as it was or will be in users: secrets and attributes stay with it
    distinguishedName TEXT NOT NULL,
    dn_key            TEXT NOT NULL UNIQUE,
    sAMAccountName    TEXT NOT NULL COLLATE NOCASE UNIQUE,
    userPrincipalName TEXT NOT NULL COLLATE NOCASE UNIQUE,
    displayName       TEXT NOT NULL,
    mail              TEXT,
    last_address      TEXT                     -- the SIP address that it had as a user: what its Digest secrets were made for
);

CREATE TABLE removed_users (
    usn     INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE
);
