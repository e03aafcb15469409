-- SPDX-License-Identifier: EUPL-1.2
-- State of OnceOnly.Evidence. Times are Unix milliseconds; persons are keyed hashes; personal fields and documents are ciphertext.
CREATE TABLE explicit_request (
    id                 TEXT    NOT NULL PRIMARY KEY,
    revision           INTEGER NOT NULL,
    client_id          TEXT    NOT NULL,
    tenant             TEXT    NOT NULL,
    procedure          TEXT    NOT NULL,
    evidence           TEXT    NOT NULL, -- JSON list of evidence type and provider
    level_of_assurance INTEGER NOT NULL,
    subject            TEXT    NOT NULL,
    representative     TEXT,
    person             BLOB,             -- gone once it is closed
    remaining          INTEGER NOT NULL,
    given_at           INTEGER NOT NULL,
    expires_at         INTEGER NOT NULL,
    closed_at          INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX explicit_request_expires_at ON explicit_request (expires_at) WHERE closed_at IS NULL;
CREATE INDEX explicit_request_subject ON explicit_request (subject) WHERE closed_at IS NULL;

CREATE TABLE exchange (
    id                  TEXT    NOT NULL PRIMARY KEY,
    revision            INTEGER NOT NULL,
    explicit_request_id TEXT    NOT NULL REFERENCES explicit_request (id),
    evidence_type       TEXT    NOT NULL,
    provider            TEXT    NOT NULL,
    state               TEXT    NOT NULL,
    attempt             INTEGER NOT NULL,
    lease_until         INTEGER,
    due_at              INTEGER,
    available_at        INTEGER,
    error               TEXT,
    error_detail        TEXT,
    retry_after         INTEGER,
    copy_id             TEXT,
    documents_digest    BLOB,
    served_from_copy    INTEGER NOT NULL,
    delivered_at        INTEGER,
    return_uri          TEXT,
    return_state        TEXT,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    UNIQUE (explicit_request_id, evidence_type, provider) -- equal asks are one exchange, on every instance
) STRICT, WITHOUT ROWID;

CREATE INDEX exchange_lease_until ON exchange (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX exchange_due_at ON exchange (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE evidence_copy (
    id                  TEXT    NOT NULL PRIMARY KEY,
    state               TEXT    NOT NULL,
    explicit_request_id TEXT    NOT NULL,
    subject             TEXT    NOT NULL,
    tenant              TEXT    NOT NULL,
    evidence_type       TEXT    NOT NULL,
    provider            TEXT    NOT NULL,
    policy              TEXT    NOT NULL,
    key_id              TEXT    NOT NULL,
    data_key            BLOB    NOT NULL,
    manifest            BLOB,
    copy_key            BLOB,
    shared_key          BLOB,
    obtained_at         INTEGER,
    expires_at          INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_copy_explicit_request_id ON evidence_copy (explicit_request_id) WHERE state <> 'erased';
CREATE INDEX evidence_copy_subject ON evidence_copy (subject) WHERE state <> 'erased';
CREATE INDEX evidence_copy_copy_key ON evidence_copy (copy_key) WHERE state = 'reusable';
CREATE INDEX evidence_copy_shared_key ON evidence_copy (shared_key) WHERE state = 'reusable' AND shared_key IS NOT NULL;
CREATE INDEX evidence_copy_erased ON evidence_copy (id) WHERE state = 'erased';
CREATE INDEX evidence_copy_expires_at ON evidence_copy (expires_at) WHERE state = 'reusable';

CREATE TABLE evidence_segment (
    copy_id  TEXT    NOT NULL REFERENCES evidence_copy (id),
    document INTEGER NOT NULL,
    segment  INTEGER NOT NULL,
    data     BLOB    NOT NULL,
    PRIMARY KEY (copy_id, document, segment)
) STRICT;

CREATE TABLE evidence_preview (
    id           TEXT    NOT NULL PRIMARY KEY,
    exchange_id  TEXT    NOT NULL REFERENCES exchange (id),
    return_uri   TEXT,
    return_state TEXT,
    expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_preview_expires_at ON evidence_preview (expires_at);

CREATE TABLE single_use (
    key        TEXT    NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX single_use_expires_at ON single_use (expires_at);

CREATE TABLE pending_erasure (
    subject TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    name        TEXT    NOT NULL PRIMARY KEY,
    owner       TEXT    NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
