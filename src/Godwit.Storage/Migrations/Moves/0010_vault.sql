-- Late data comes together with what the user has at her home by then (three-way merge): what both sides had when they parted.
ALTER TABLE deliveries ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN base_as_of INTEGER;            -- how old that is; null: the new home began with nothing
ALTER TABLE deliveries ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN base BLOB;
ALTER TABLE deliveries ADD COLUMN base_digest BLOB;

ALTER TABLE move_users ADD COLUMN lost_items TEXT;               -- JSON array of {kind, key, name}
ALTER TABLE move_users ADD COLUMN conflicts TEXT;                -- JSON array of texts
