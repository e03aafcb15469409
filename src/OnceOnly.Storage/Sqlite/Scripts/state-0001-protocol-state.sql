-- SPDX-License-Identifier: EUPL-1.2
-- Short-lived protocol state of OnceOnly.Identity. Keys are SHA-256 of handles, payloads are ciphertext, times are Unix milliseconds.
CREATE TABLE protocol_item (
    kind       TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    family     TEXT,
    payload    BLOB    NOT NULL,
    expires_at INTEGER NOT NULL,
    consumed   INTEGER NOT NULL DEFAULT 0,
    revision   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

CREATE INDEX protocol_item_family ON protocol_item (family) WHERE family IS NOT NULL;
CREATE INDEX protocol_item_expires_at ON protocol_item (expires_at);
