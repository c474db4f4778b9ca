-- What is on its way to a user, of whatever move: asked for with every batch of hers.
CREATE INDEX deliveries_open_of ON deliveries (address, move) WHERE state IN ('at-source', 'sealed');
