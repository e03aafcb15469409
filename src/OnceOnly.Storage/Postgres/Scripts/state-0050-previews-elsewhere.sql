-- SPDX-License-Identifier: EUPL-1.2
-- Where the citizen previews, when that is at the provider, and where the browser returns to from there.
ALTER TABLE exchange ADD COLUMN preview_location text;
ALTER TABLE exchange ADD COLUMN preview_return text;
