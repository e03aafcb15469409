-- SPDX-License-Identifier: EUPL-1.2
-- State of OnceOnly.Evidence. Times are Unix milliseconds; persons are keyed hashes; personal fields and documents are ciphertext.
CREATE TABLE explicit_request (
    id                 text    COLLATE "C" NOT NULL PRIMARY KEY,
    revision           bigint  NOT NULL,
    client_id          text    NOT NULL,
    tenant             text    NOT NULL,
    procedure          text    NOT NULL,
    evidence           text    NOT NULL, -- JSON list of evidence type and provider
    level_of_assurance integer NOT NULL,
    subject            text    COLLATE "C" NOT NULL,
    representative     text,
    person             bytea,            -- gone once it is closed
    remaining          integer NOT NULL,
    given_at           bigint  NOT NULL,
    expires_at         bigint  NOT NULL,
    closed_at          bigint
);

CREATE INDEX explicit_request_expires_at ON explicit_request (expires_at) WHERE closed_at IS NULL;
CREATE INDEX explicit_request_subject ON explicit_request (subject) WHERE closed_at IS NULL;

CREATE TABLE exchange (
    id                  text    COLLATE "C" NOT NULL PRIMARY KEY,
    revision            bigint  NOT NULL,
    explicit_request_id text    COLLATE "C" NOT NULL REFERENCES explicit_request (id),
    evidence_type       text    COLLATE "C" NOT NULL,
    provider            text    COLLATE "C" NOT NULL,
    state               text    NOT NULL,
    attempt             integer NOT NULL,
    lease_until         bigint,
    due_at              bigint,
    available_at        bigint,
    error               text,
    error_detail        text,
    retry_after         bigint,
    copy_id             text    COLLATE "C",
    documents_digest    bytea,
    served_from_copy    boolean NOT NULL,
    delivered_at        bigint,
    return_uri          text,
    return_state        text,
    created_at          bigint  NOT NULL,
    updated_at          bigint  NOT NULL,
    UNIQUE (explicit_request_id, evidence_type, provider) -- equal asks are one exchange, on every instance
);

CREATE INDEX exchange_lease_until ON exchange (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX exchange_due_at ON exchange (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE evidence_copy (
    id                  text   COLLATE "C" NOT NULL PRIMARY KEY,
    state               text   NOT NULL,
    explicit_request_id text   COLLATE "C" NOT NULL,
    subject             text   COLLATE "C" NOT NULL,
    tenant              text   NOT NULL,
    evidence_type       text   NOT NULL,
    provider            text   NOT NULL,
    policy              text   NOT NULL,
    key_id              text   NOT NULL,
    data_key            bytea  NOT NULL,
    manifest            bytea,
    copy_key            bytea,
    shared_key          bytea,
    obtained_at         bigint,
    expires_at          bigint
);

CREATE INDEX evidence_copy_explicit_request_id ON evidence_copy (explicit_request_id) WHERE state <> 'erased';
CREATE INDEX evidence_copy_subject ON evidence_copy (subject) WHERE state <> 'erased';
CREATE INDEX evidence_copy_copy_key ON evidence_copy (copy_key) WHERE state = 'reusable';
CREATE INDEX evidence_copy_shared_key ON evidence_copy (shared_key) WHERE state = 'reusable' AND shared_key IS NOT NULL;
CREATE INDEX evidence_copy_erased ON evidence_copy (id) WHERE state = 'erased';
CREATE INDEX evidence_copy_expires_at ON evidence_copy (expires_at) WHERE state = 'reusable';

CREATE TABLE evidence_segment (
    copy_id  text    COLLATE "C" NOT NULL REFERENCES evidence_copy (id),
    document integer NOT NULL,
    segment  integer NOT NULL,
    data     bytea   NOT NULL,
    PRIMARY KEY (copy_id, document, segment)
);

-- Ciphertext does not compress.
ALTER TABLE evidence_segment ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE evidence_preview (
    id           text   COLLATE "C" NOT NULL PRIMARY KEY,
    exchange_id  text   COLLATE "C" NOT NULL REFERENCES exchange (id),
    return_uri   text,
    return_state text,
    expires_at   bigint NOT NULL
);

CREATE INDEX evidence_preview_expires_at ON evidence_preview (expires_at);

CREATE TABLE single_use (
    key        text   COLLATE "C" NOT NULL PRIMARY KEY,
    expires_at bigint NOT NULL
);

CREATE INDEX single_use_expires_at ON single_use (expires_at);

CREATE TABLE pending_erasure (
    subject text COLLATE "C" NOT NULL PRIMARY KEY
);

CREATE TABLE lease (
    name        text   COLLATE "C" NOT NULL PRIMARY KEY,
    owner       text   NOT NULL,
    lease_until bigint NOT NULL
);
