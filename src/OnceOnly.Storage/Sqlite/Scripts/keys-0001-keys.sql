-- SPDX-License-Identifier: EUPL-1.2
-- Keys, wrapped by the master key. Kept apart from what they encrypt: destroying a row is erasure.
CREATE TABLE wrapped_key (
    purpose TEXT    NOT NULL, -- gateway, evidence, log
    owner   TEXT    NOT NULL, -- person reference; empty for the gateway
    id      TEXT    NOT NULL, -- month for log keys
    value   BLOB    NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (purpose, owner, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX wrapped_key_current ON wrapped_key (owner) WHERE purpose = 'evidence' AND retired = 0;
CREATE INDEX wrapped_key_month ON wrapped_key (id) WHERE purpose = 'log';
