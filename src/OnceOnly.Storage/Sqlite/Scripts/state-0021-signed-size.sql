-- SPDX-License-Identifier: EUPL-1.2
-- How many entries the last checkpoint covered, so that a checkpoint log that was emptied or turned back is noticed.
ALTER TABLE ledger_tree ADD COLUMN signed INTEGER NOT NULL DEFAULT 0;
