-- SPDX-License-Identifier: EUPL-1.2
-- Keys, wrapped by the master key. Kept apart from what they encrypt: destroying a row is erasure.
CREATE TABLE wrapped_key (
    purpose text    COLLATE "C" NOT NULL, -- gateway, evidence, log
    owner   text    COLLATE "C" NOT NULL, -- person reference; empty for the gateway
    id      text    COLLATE "C" NOT NULL, -- month for log keys
    value   bytea   NOT NULL,
    retired boolean NOT NULL DEFAULT false,
    PRIMARY KEY (purpose, owner, id)
);

CREATE UNIQUE INDEX wrapped_key_current ON wrapped_key (owner) WHERE purpose = 'evidence' AND NOT retired;
CREATE INDEX wrapped_key_month ON wrapped_key (id) WHERE purpose = 'log';
