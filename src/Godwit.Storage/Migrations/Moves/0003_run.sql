-- How a move is run: on what terms (JSON, the engine's; null = at once, as fast as it goes), and what holds it.
ALTER TABLE moves ADD COLUMN terms TEXT;
ALTER TABLE moves ADD COLUMN hold TEXT NOT NULL DEFAULT 'none';    -- none, suspended, cancelled
ALTER TABLE moves ADD COLUMN paced_until INTEGER;                  -- with a rate: when the next users may go

-- Where the outcome does not say it all: cancelled, undone.
ALTER TABLE move_users ADD COLUMN state TEXT;
