-- SPDX-License-Identifier: EUPL-1.2
-- The ledger. An entry's place is its id less one: SQLite has one writer, so ids follow the order of commits without gaps.
CREATE TABLE ledger_entry (
    id     INTEGER NOT NULL PRIMARY KEY,
    person TEXT,          -- alias that dies with the person's log key
    body   BLOB NOT NULL, -- canonical bytes
    sealed BLOB           -- personal fields, encrypted
) STRICT;

CREATE INDEX ledger_entry_person ON ledger_entry (person, id) WHERE person IS NOT NULL;

-- Hashes of the Merkle tree, 256 a tile; the tile at the right edge of a level grows.
CREATE TABLE ledger_tile (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB    NOT NULL,
    PRIMARY KEY (level, number)
) STRICT;

CREATE TABLE ledger_tree (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL
) STRICT;

INSERT INTO ledger_tree (one, size) VALUES (1, 0);
