# SPDX-License-Identifier: EUPL-1.2
# The pilot's registries, served by WireMock. For trying only.
FROM wiremock/wiremock:3.13.2
COPY src/OnceOnly.Pilot/wiremock /home/wiremock
