-- Receipts of moved users: those that were signed together are one sheet.
CREATE TABLE receipts (
    sheet   INTEGER PRIMARY KEY,                -- rises in the order they were signed
    move    INTEGER NOT NULL,
    content BLOB NOT NULL                       -- docs/architecture/receipt.md
);

CREATE INDEX receipts_of ON receipts (move, sheet);

-- What a batch's receipts will say, from before its switch until they are signed.
CREATE TABLE receipt_drafts (
    move    INTEGER NOT NULL,
    batch   INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (move, batch)
);

-- The sheet that the user's receipt stands on.
ALTER TABLE move_users ADD COLUMN receipt INTEGER;
