-- SPDX-License-Identifier: EUPL-1.2
-- The ledger. Identifiers are not given in the order of commits here, so entries arrive in one table, and the sequencer
-- moves what is committed to its place in the other: an entry's place is its id less one.
CREATE TABLE ledger_arrival (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person text   COLLATE "C", -- alias that dies with the person's log key
    body   bytea  NOT NULL,    -- canonical bytes
    sealed bytea               -- personal fields, encrypted
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE ledger_entry (
    id     bigint NOT NULL PRIMARY KEY,
    person text   COLLATE "C",
    body   bytea  NOT NULL,
    sealed bytea
);

CREATE INDEX ledger_entry_person ON ledger_entry (person, id) WHERE person IS NOT NULL;

-- Hashes of the Merkle tree, 256 a tile; the tile at the right edge of a level grows.
CREATE TABLE ledger_tile (
    level  integer NOT NULL,
    number bigint  NOT NULL,
    hashes bytea   NOT NULL,
    PRIMARY KEY (level, number)
);

-- Hashes do not compress.
ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- signed: how many entries the last checkpoint covered.
CREATE TABLE ledger_tree (
    one    integer NOT NULL PRIMARY KEY CHECK (one = 1),
    size   bigint  NOT NULL,
    signed bigint  NOT NULL
);

INSERT INTO ledger_tree (one, size, signed) VALUES (1, 0, 0);
