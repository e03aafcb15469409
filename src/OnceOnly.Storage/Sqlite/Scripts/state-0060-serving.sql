-- SPDX-License-Identifier: EUPL-1.2
-- Requests of other Member States. Times are Unix milliseconds; persons are keyed hashes; who is asked about and messages are ciphertext.
CREATE TABLE served_request (
    id                 TEXT    NOT NULL PRIMARY KEY,
    revision           INTEGER NOT NULL,
    state              TEXT    NOT NULL,
    service            TEXT    NOT NULL,
    procedure          TEXT    NOT NULL,
    party              TEXT    NOT NULL,
    requester          TEXT    NOT NULL,
    requester_names    TEXT    NOT NULL, -- JSON: language and name
    requester_country  TEXT    NOT NULL,
    correlation        TEXT    NOT NULL,
    level_of_assurance INTEGER NOT NULL,
    subject            TEXT    NOT NULL,
    representative     TEXT,
    person             BLOB,             -- gone once it is answered
    message            BLOB,             -- the same
    link_digest        BLOB,
    awaited            INTEGER NOT NULL,
    return_uri         TEXT,
    returns_by_link    INTEGER NOT NULL,
    attempt            INTEGER NOT NULL,
    lease_until        INTEGER,
    due_at             INTEGER,
    decide_by          INTEGER NOT NULL,
    copy_id            TEXT,
    outcome            TEXT,             -- JSON
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX served_request_link_digest ON served_request (link_digest) WHERE link_digest IS NOT NULL;
CREATE INDEX served_request_lease_until ON served_request (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX served_request_due_at ON served_request (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX served_request_unanswered ON served_request (id) WHERE state = 'decided';
CREATE INDEX served_request_ended ON served_request (updated_at) WHERE state IN ('answered', 'expired');

-- Answers that are written and wait to be handed over.
CREATE TABLE served_answer (
    id                TEXT    NOT NULL PRIMARY KEY,
    served_request_id TEXT,
    subject           TEXT    NOT NULL,
    representative    TEXT,
    message           BLOB    NOT NULL,
    copy_id           TEXT,
    created_at        INTEGER NOT NULL,
    lease_until       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX served_answer_lease_until ON served_answer (lease_until);
