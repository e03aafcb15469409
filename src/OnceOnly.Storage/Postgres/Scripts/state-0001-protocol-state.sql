-- SPDX-License-Identifier: EUPL-1.2
-- Short-lived protocol state of OnceOnly.Identity. Keys are SHA-256 of handles, payloads are ciphertext, times are Unix milliseconds.
CREATE TABLE protocol_item (
    kind       text    COLLATE "C" NOT NULL,
    key        text    COLLATE "C" NOT NULL,
    family     text    COLLATE "C",
    payload    bytea   NOT NULL,
    expires_at bigint  NOT NULL,
    consumed   boolean NOT NULL DEFAULT false,
    revision   bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, key)
);

CREATE INDEX protocol_item_family ON protocol_item (family) WHERE family IS NOT NULL;
CREATE INDEX protocol_item_expires_at ON protocol_item (expires_at);
