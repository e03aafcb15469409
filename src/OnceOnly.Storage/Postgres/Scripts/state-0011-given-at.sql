-- SPDX-License-Identifier: EUPL-1.2
-- What was given before the months for which the log can be read is forgotten, oldest first.
CREATE INDEX explicit_request_given_at ON explicit_request (given_at) WHERE closed_at IS NOT NULL;
