-- The embedded directory. Attributes carry their LDAP names; distinguished names are kept as written, the *_key columns in their comparable form.

CREATE TABLE pools (
    pool_id                INTEGER PRIMARY KEY,
    dnsHostName            TEXT NOT NULL COLLATE NOCASE UNIQUE,
    distinguishedName      TEXT NOT NULL,       -- CN=LC Services,CN=Microsoft,CN=<pool>,CN=Pools,CN=RTC Service,…: what a user's home names
    dn_key                 TEXT NOT NULL UNIQUE,
    "msRTCSIP-PoolVersion" INTEGER NOT NULL,    -- 2 LCS 2005 SP1, 3 OCS 2007, 4 OCS 2007 R2
    "msRTCSIP-PoolType"    INTEGER NOT NULL     -- 5 Standard Edition, 10 Enterprise
);

CREATE TABLE organizational_units (
    dn_key            TEXT PRIMARY KEY,
    distinguishedName TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE users (
    user_id                          INTEGER PRIMARY KEY,
    usn                              INTEGER NOT NULL UNIQUE,   -- update sequence number of the user's last change
    distinguishedName                TEXT NOT NULL,
    dn_key                           TEXT NOT NULL UNIQUE,
    sAMAccountName                   TEXT NOT NULL COLLATE NOCASE UNIQUE,
    userPrincipalName                TEXT NOT NULL COLLATE NOCASE UNIQUE,
    displayName                      TEXT NOT NULL,
    mail                             TEXT,
    "msRTCSIP-PrimaryUserAddress"    TEXT NOT NULL UNIQUE,      -- sip:alice@example.org, lower case
    "msRTCSIP-UserEnabled"           INTEGER NOT NULL,
    "msRTCSIP-PrimaryHomeServer"     TEXT,
    home_key                         TEXT,
    "msRTCSIP-TargetHomeServer"      TEXT,
    target_key                       TEXT,
    "msRTCSIP-OptionFlags"           INTEGER NOT NULL,
    "msRTCSIP-FederationEnabled"     INTEGER NOT NULL DEFAULT 0,
    "msRTCSIP-InternetAccessEnabled" INTEGER NOT NULL DEFAULT 0,
    "msRTCSIP-ArchivingEnabled"      INTEGER NOT NULL DEFAULT 0,
    "msRTCSIP-Line"                  TEXT,
    "msRTCSIP-LineServer"            TEXT
);

-- Attributes with several values (proxyAddresses, msRTCSIP-UserExtension, msRTCSIP-UserPolicy) and those of the contact card.
CREATE TABLE user_attributes (
    user_id   INTEGER NOT NULL,
    attribute TEXT NOT NULL,
    value     TEXT NOT NULL,
    card      INTEGER NOT NULL,
    PRIMARY KEY (user_id, attribute, value)
) WITHOUT ROWID;

CREATE TABLE groups (
    group_id          INTEGER PRIMARY KEY,
    distinguishedName TEXT NOT NULL,
    dn_key            TEXT NOT NULL UNIQUE,
    cn                TEXT NOT NULL
);

CREATE TABLE group_members (
    group_id INTEGER NOT NULL,
    user_id  INTEGER NOT NULL,
    PRIMARY KEY (group_id, user_id)
) WITHOUT ROWID;

-- Sealed with the key file: without it the values are worth nothing.
CREATE TABLE secrets (
    user_id INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    sealed  BLOB NOT NULL,
    PRIMARY KEY (user_id, kind)
) WITHOUT ROWID;
