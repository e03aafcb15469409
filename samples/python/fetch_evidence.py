# SPDX-License-Identifier: EUPL-1.2
"""An e-service in Python that obtains a token with a citizen's explicit request and fetches evidence over gRPC.

    python3 fetch_evidence.py          (with the stubs that README.md makes on PYTHONPATH; the pilot must be up)
"""
import hashlib
import secrets

import grpc

import settings
from browser import Browser
from log_in import log_in
from onceonly.evidence.v1 import evidence_pb2 as messages
from onceonly.evidence.v1.evidence_pb2_grpc import EvidenceServiceStub

EVIDENCE = "residence-record"
DETAILS = [{"type": "evidence_request", "procedure": "V1", "evidence_types": [EVIDENCE]}]

browser = Browser()
state = secrets.token_urlsafe(32)

# 1. The citizen logs in at the gateway and says yes; we get a token for exactly that. Our certificate is the proof at each call.
token, address = log_in(browser, DETAILS, state)
carried = [("authorization", "Bearer " + token)]
tls = grpc.ssl_channel_credentials(*(file.read_bytes() for file in (settings.AUTHORITY, settings.KEY, settings.CERTIFICATE)))
evidence = EvidenceServiceStub(grpc.secure_channel(address, tls))

# 2. Ask. It answers soon, whatever the registry does, and asking again asks nobody again.
request = messages.RequestEvidenceRequest(evidence_type=EVIDENCE, return_uri=settings.ORIGIN + "/return", state=state)
exchange = evidence.RequestEvidence(request, metadata=carried)

# 3. Where the citizen must look at the evidence first, the browser goes there and comes back.
if exchange.HasField("interaction"):
    browser.visit(exchange.interaction.uri, "/return")
for exchange in evidence.WatchExchange(messages.WatchExchangeRequest(exchange_id=exchange.exchange_id), metadata=carried):
    if exchange.state not in (messages.EXCHANGE_STATE_REQUESTED, messages.EXCHANGE_STATE_PREVIEWING):
        break
if exchange.state != messages.EXCHANGE_STATE_AVAILABLE:
    raise SystemExit(f"No evidence: {messages.ExchangeState.Name(exchange.state)} {exchange.error.code}")

# 4. Fetch and store: of each document a header comes first, then its bytes.
hashes = []
for chunk in evidence.FetchEvidence(messages.FetchEvidenceRequest(exchange_id=exchange.exchange_id), metadata=carried):
    if chunk.HasField("header"):
        hashes.append(hashlib.sha256())
        document = settings.OUTPUT / f"document-{len(hashes)}"
        document.write_bytes(b"")
        print(f"Received {chunk.header.file_name} ({chunk.header.media_type})")
    else:
        hashes[-1].update(chunk.data)
        with document.open("ab") as file:
            file.write(chunk.data)

# 5. Prove by the digests that all of it is stored. When all evidence is, the explicit request is over.
digests = [digest.digest() for digest in hashes]
if digests != [document.sha256 for document in exchange.documents]:
    raise SystemExit("Damaged on the way.")
done = evidence.AcknowledgeEvidence(
    messages.AcknowledgeEvidenceRequest(exchange_id=exchange.exchange_id, sha256=digests), metadata=carried)
print("Done:", messages.ExchangeState.Name(done.state))
