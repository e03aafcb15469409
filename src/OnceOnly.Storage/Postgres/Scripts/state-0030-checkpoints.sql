-- SPDX-License-Identifier: EUPL-1.2
-- Signed checkpoints on their way to the checkpoint logs of all instances, which copy what they have checked.
CREATE TABLE ledger_checkpoint (
    size      bigint NOT NULL PRIMARY KEY,
    note      text   NOT NULL,
    signed_at bigint NOT NULL
);

CREATE INDEX ledger_checkpoint_signed_at ON ledger_checkpoint (signed_at);
