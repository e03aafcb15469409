-- SPDX-License-Identifier: EUPL-1.2
-- Secrets that all instances share (signing keys, keys of cookies and forms), wrapped by the master key.
CREATE TABLE shared_secret (
    kind  text  COLLATE "C" NOT NULL,
    name  text  COLLATE "C" NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (kind, name)
);
