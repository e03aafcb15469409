-- SPDX-License-Identifier: EUPL-1.2
-- Requests of other Member States. Times are Unix milliseconds; persons are keyed hashes; who is asked about and messages are ciphertext.
CREATE TABLE served_request (
    id                 text    COLLATE "C" NOT NULL PRIMARY KEY,
    revision           bigint  NOT NULL,
    state              text    NOT NULL,
    service            text    NOT NULL,
    procedure          text    NOT NULL,
    party              text    NOT NULL,
    requester          text    NOT NULL,
    requester_names    text    NOT NULL, -- JSON: language and name
    requester_country  text    NOT NULL,
    correlation        text    NOT NULL,
    level_of_assurance integer NOT NULL,
    subject            text    NOT NULL,
    representative     text,
    person             bytea,             -- gone once it is answered
    message            bytea,             -- the same
    link_digest        bytea,
    awaited            boolean NOT NULL,
    return_uri         text,
    returns_by_link    boolean NOT NULL,
    attempt            integer NOT NULL,
    lease_until        bigint,
    due_at             bigint,
    decide_by          bigint  NOT NULL,
    copy_id            text    COLLATE "C",
    outcome            text,             -- JSON
    created_at         bigint  NOT NULL,
    updated_at         bigint  NOT NULL
);

CREATE UNIQUE INDEX served_request_link_digest ON served_request (link_digest) WHERE link_digest IS NOT NULL;
CREATE INDEX served_request_lease_until ON served_request (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX served_request_due_at ON served_request (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX served_request_unanswered ON served_request (id) WHERE state = 'decided';
CREATE INDEX served_request_ended ON served_request (updated_at) WHERE state IN ('answered', 'expired');

-- Answers that are written and wait to be handed over.
CREATE TABLE served_answer (
    id                text    COLLATE "C" NOT NULL PRIMARY KEY,
    served_request_id text    COLLATE "C",
    subject           text    NOT NULL,
    representative    text,
    message           bytea   NOT NULL,
    copy_id           text    COLLATE "C",
    created_at        bigint  NOT NULL,
    lease_until       bigint  NOT NULL
);

CREATE INDEX served_answer_lease_until ON served_answer (lease_until);
