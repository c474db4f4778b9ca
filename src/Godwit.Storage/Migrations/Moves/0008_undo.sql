-- A move that takes another one back: of which move; where each of its users goes (null = the move's own pool, '' = Unassigned Users);
-- and in the move taken back, by which move each user was. outcome may be 'undone' from here on.
ALTER TABLE moves ADD COLUMN undoes TEXT;
ALTER TABLE move_users ADD COLUMN to_pool TEXT;
ALTER TABLE move_users ADD COLUMN undone_by TEXT;
