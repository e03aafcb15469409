-- SPDX-License-Identifier: EUPL-1.2
-- State of OnceOnly.EDelivery. Octets are encrypted to their recipient; times are Unix milliseconds.
CREATE TABLE as4_octets (
    id            text    COLLATE "C" NOT NULL PRIMARY KEY,
    segments      integer NOT NULL,
    bytes         bigint  NOT NULL,
    removable_at  bigint               -- when nobody needs them any more; none while a message has them
);

CREATE INDEX as4_octets_removable_at ON as4_octets (removable_at) WHERE removable_at IS NOT NULL;

CREATE TABLE as4_segment (
    octets_id text    COLLATE "C" NOT NULL REFERENCES as4_octets (id),
    segment   integer NOT NULL,
    data      bytea   NOT NULL,
    PRIMARY KEY (octets_id, segment)
);

-- Ciphertext does not compress.
ALTER TABLE as4_segment ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE as4_outgoing (
    message_id   text    COLLATE "C" NOT NULL PRIMARY KEY,
    recipient    text    COLLATE "C" NOT NULL,
    content_type text    NOT NULL,
    signed_parts text    NOT NULL,
    created_at   bigint  NOT NULL,
    attempts     integer NOT NULL,
    due_at       bigint,               -- none once it is closed
    taken_by     text    COLLATE "C",
    octets_id    text    COLLATE "C",
    acknowledged boolean,
    closed_at    bigint,
    problem      text,
    receipt      bytea
);

CREATE INDEX as4_outgoing_due_at ON as4_outgoing (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX as4_outgoing_closed_at ON as4_outgoing (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE as4_incoming (
    sender       text    COLLATE "C" NOT NULL,
    message_id   text    COLLATE "C" NOT NULL,
    content_type text    NOT NULL,
    fingerprint  text    NOT NULL,
    received_at  bigint  NOT NULL,
    turn_at      bigint,               -- none once it is delivered
    taken_by     text    COLLATE "C",
    octets_id    text    COLLATE "C",
    PRIMARY KEY (sender, message_id)
);

CREATE INDEX as4_incoming_turn_at ON as4_incoming (turn_at) WHERE turn_at IS NOT NULL;
CREATE INDEX as4_incoming_received_at ON as4_incoming (received_at) WHERE turn_at IS NULL;
