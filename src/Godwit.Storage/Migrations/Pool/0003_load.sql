-- How many users are signed in at each hour of the week: 0 is Monday, 00:00 to 01:00 UTC. At most 168 rows.

CREATE TABLE signed_in_hours (
    hour         INTEGER PRIMARY KEY CHECK (hour BETWEEN 0 AND 167),
    hour_users   INTEGER NOT NULL,               -- the average of the last weeks, in thousandths of a user
    hour_samples INTEGER NOT NULL                -- how many counts it is made of, to a limit
);
