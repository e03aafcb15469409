-- SPDX-License-Identifier: EUPL-1.2
-- Requests to other Member States and the answers that wait for their askers. Messages and documents are ciphertext.
CREATE TABLE oots_request (
    id                text   COLLATE "C" NOT NULL PRIMARY KEY,
    exchange_id       text   COLLATE "C" NOT NULL,
    attempt           integer NOT NULL,
    is_second         boolean NOT NULL,
    version           text   COLLATE "C" NOT NULL,
    party_scheme      text   COLLATE "C" NOT NULL,
    party             text   COLLATE "C" NOT NULL,
    requester_scheme  text   COLLATE "C" NOT NULL,
    requester         text   COLLATE "C" NOT NULL,
    provider_scheme   text   COLLATE "C" NOT NULL,
    provider          text   COLLATE "C" NOT NULL,
    conversation_id   text   COLLATE "C" NOT NULL,
    oots_exchange_id  text,
    message           bytea   NOT NULL, -- empty once nobody needs it any more
    state             text   COLLATE "C" NOT NULL,
    created_at        bigint  NOT NULL,
    message_id        text,
    sent_at           bigint ,
    answer_message_id text,
    answer_sent_at    bigint ,
    answer_take       text,
    answer            bytea,
    takes             integer NOT NULL,
    UNIQUE (exchange_id, attempt)       -- one ask sends one request, whoever takes it over
);

CREATE INDEX oots_request_message_id ON oots_request (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX oots_request_conversation_id ON oots_request (conversation_id);
CREATE INDEX oots_request_created_at ON oots_request (created_at);
CREATE INDEX oots_request_kept ON oots_request (created_at) WHERE length(message) > 0;
CREATE INDEX oots_request_answered ON oots_request (answer_sent_at) WHERE state = 'answered' AND answer IS NOT NULL;

CREATE TABLE oots_piece (
    request_id text   COLLATE "C" NOT NULL,
    take       text   COLLATE "C" NOT NULL,
    piece      integer NOT NULL,
    data       bytea   NOT NULL,
    PRIMARY KEY (request_id, take, piece)
);

-- Ciphertext does not compress.
ALTER TABLE oots_piece ALTER COLUMN data SET STORAGE EXTERNAL;
