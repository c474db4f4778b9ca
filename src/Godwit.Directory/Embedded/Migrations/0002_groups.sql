-- Distribution groups: found by mail, and groups in groups.

ALTER TABLE groups ADD COLUMN mail TEXT COLLATE NOCASE;

CREATE UNIQUE INDEX groups_by_mail ON groups (mail);

CREATE TABLE group_groups (
    group_id        INTEGER NOT NULL,
    member_group_id INTEGER NOT NULL,
    PRIMARY KEY (group_id, member_group_id)
) WITHOUT ROWID;
