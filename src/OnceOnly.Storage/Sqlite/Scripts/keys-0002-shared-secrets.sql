-- SPDX-License-Identifier: EUPL-1.2
-- Secrets that all instances share (signing keys, keys of cookies and forms), wrapped by the master key.
CREATE TABLE shared_secret (
    kind  TEXT NOT NULL,
    name  TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
