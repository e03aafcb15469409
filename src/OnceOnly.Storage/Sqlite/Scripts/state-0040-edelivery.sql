-- SPDX-License-Identifier: EUPL-1.2
-- State of OnceOnly.EDelivery. Octets are encrypted to their recipient; times are Unix milliseconds.
CREATE TABLE as4_octets (
    id            TEXT    NOT NULL PRIMARY KEY,
    segments      INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,
    removable_at  INTEGER              -- when nobody needs them any more; none while a message has them
) WITHOUT ROWID;

CREATE INDEX as4_octets_removable_at ON as4_octets (removable_at) WHERE removable_at IS NOT NULL;

CREATE TABLE as4_segment (
    octets_id TEXT    NOT NULL REFERENCES as4_octets (id),
    segment   INTEGER NOT NULL,
    data      BLOB    NOT NULL,
    PRIMARY KEY (octets_id, segment)
);

CREATE TABLE as4_outgoing (
    message_id   TEXT    NOT NULL PRIMARY KEY,
    recipient    TEXT    NOT NULL,
    content_type TEXT    NOT NULL,
    signed_parts TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    due_at       INTEGER,              -- none once it is closed
    taken_by     TEXT,
    octets_id    TEXT,
    acknowledged INTEGER,
    closed_at    INTEGER,
    problem      TEXT,
    receipt      BLOB
);

CREATE INDEX as4_outgoing_due_at ON as4_outgoing (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX as4_outgoing_closed_at ON as4_outgoing (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE as4_incoming (
    sender       TEXT    NOT NULL,
    message_id   TEXT    NOT NULL,
    content_type TEXT    NOT NULL,
    fingerprint  TEXT    NOT NULL,
    received_at  INTEGER NOT NULL,
    turn_at      INTEGER,              -- none once it is delivered
    taken_by     TEXT,
    octets_id    TEXT,
    PRIMARY KEY (sender, message_id)
) WITHOUT ROWID;

CREATE INDEX as4_incoming_turn_at ON as4_incoming (turn_at) WHERE turn_at IS NOT NULL;
CREATE INDEX as4_incoming_received_at ON as4_incoming (received_at) WHERE turn_at IS NULL;
