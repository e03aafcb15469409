-- SPDX-License-Identifier: EUPL-1.2
-- Exchanges are forgotten with their previews.
CREATE INDEX evidence_preview_exchange_id ON evidence_preview (exchange_id);
