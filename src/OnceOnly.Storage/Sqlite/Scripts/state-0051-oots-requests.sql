-- SPDX-License-Identifier: EUPL-1.2
-- Requests to other Member States and the answers that wait for their askers. Messages and documents are ciphertext.
CREATE TABLE oots_request (
    id                TEXT    NOT NULL PRIMARY KEY,
    exchange_id       TEXT    NOT NULL,
    attempt           INTEGER NOT NULL,
    is_second         INTEGER NOT NULL,
    version           TEXT    NOT NULL,
    party_scheme      TEXT    NOT NULL,
    party             TEXT    NOT NULL,
    requester_scheme  TEXT    NOT NULL,
    requester         TEXT    NOT NULL,
    provider_scheme   TEXT    NOT NULL,
    provider          TEXT    NOT NULL,
    conversation_id   TEXT    NOT NULL,
    oots_exchange_id  TEXT,
    message           BLOB    NOT NULL, -- empty once nobody needs it any more
    state             TEXT    NOT NULL,
    created_at        INTEGER NOT NULL,
    message_id        TEXT,
    sent_at           INTEGER,
    answer_message_id TEXT,
    answer_sent_at    INTEGER,
    answer_take       TEXT,
    answer            BLOB,
    takes             INTEGER NOT NULL,
    UNIQUE (exchange_id, attempt)       -- one ask sends one request, whoever takes it over
) STRICT, WITHOUT ROWID;

CREATE INDEX oots_request_message_id ON oots_request (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX oots_request_conversation_id ON oots_request (conversation_id);
CREATE INDEX oots_request_created_at ON oots_request (created_at);
CREATE INDEX oots_request_kept ON oots_request (created_at) WHERE length(message) > 0;
CREATE INDEX oots_request_answered ON oots_request (answer_sent_at) WHERE state = 'answered' AND answer IS NOT NULL;

CREATE TABLE oots_piece (
    request_id TEXT    NOT NULL,
    take       TEXT    NOT NULL,
    piece      INTEGER NOT NULL,
    data       BLOB    NOT NULL,
    PRIMARY KEY (request_id, take, piece)
) STRICT;
