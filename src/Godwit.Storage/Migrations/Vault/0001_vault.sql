-- The newest known data of each user, outside the pools' databases. Times are 100 ns since 1970-01-01 UTC: datetime(t / 1e7, 'unixepoch').
CREATE TABLE parcels (
    address TEXT NOT NULL PRIMARY KEY,
    pool    TEXT NOT NULL,                      -- where it was hers
    as_of   INTEGER NOT NULL,
    size    INTEGER NOT NULL,                   -- of the parcel
    content BLOB NOT NULL,                      -- the parcel, Brotli
    digest  BLOB NOT NULL                       -- SHA-256 of the parcel
) WITHOUT ROWID;
