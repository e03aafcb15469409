# SPDX-License-Identifier: EUPL-1.2
"""An e-service in Python: its certificate is its proof and binds its token (mutual TLS), the easy road for back ends.

    python3 fetch_evidence.py          (with the stubs that README.md makes on PYTHONPATH; the pilot must be up)
"""
import base64
import contextlib
import hashlib
import json
import secrets
import urllib.parse

import grpc
import jwt
import requests

import settings
from browser import Browser
from onceonly.evidence.v1 import evidence_pb2 as messages
from onceonly.evidence.v1.evidence_pb2_grpc import EvidenceServiceStub

EVIDENCE = "residence-record"
DETAILS = [{"type": "evidence_request", "procedure": "V1", "evidence_types": [EVIDENCE]}]

browser = Browser()
http = requests.Session()
http.trust_env = False  # else REQUESTS_CA_BUNDLE, where it is set, would win over our authority
http.verify, http.cert = str(settings.AUTHORITY), (str(settings.CERTIFICATE), str(settings.KEY))


def post(address, **form):
    answer = http.post(address, data={"client_id": settings.CLIENT_ID, **form}, timeout=30)
    if not answer.ok:
        raise SystemExit(f"Refused: {answer.text}")
    return answer.json()


# 1. Push the request, send the citizen's browser to the gateway, redeem the code.
gateway = http.get(settings.ISSUER + "/.well-known/openid-configuration", timeout=30).json()
with_certificate = gateway["mtls_endpoint_aliases"]
verifier, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
callback_uri = settings.ORIGIN + "/callback"
pushed = post(
    with_certificate["pushed_authorization_request_endpoint"],
    response_type="code", redirect_uri=callback_uri, scope="openid", state=state, nonce=nonce,
    code_challenge=challenge, code_challenge_method="S256", authorization_details=json.dumps(DETAILS))
query = urllib.parse.urlencode({"client_id": settings.CLIENT_ID, "request_uri": pushed["request_uri"]})
callback = browser.visit(f"{gateway['authorization_endpoint']}?{query}", "/callback")
if callback.get("state") != state or callback.get("iss") != settings.ISSUER or "code" not in callback:
    raise SystemExit(f"Refused: {callback.get('error', 'the answer is to another request')}")
tokens = post(
    with_certificate["token_endpoint"],
    grant_type="authorization_code", code=callback["code"], redirect_uri=callback_uri, code_verifier=verifier)
keys = {key["kid"]: jwt.PyJWK(key).key for key in http.get(gateway["jwks_uri"], timeout=30).json()["keys"]}
kid = jwt.get_unverified_header(tokens["id_token"])["kid"]
citizen = jwt.decode(tokens["id_token"], keys[kid], ["ES256"], audience=settings.CLIENT_ID, issuer=settings.ISSUER)
if citizen["nonce"] != nonce:
    raise SystemExit("The ID token answers another request.")

# 2. Ask over gRPC. Where the citizen must look at the evidence first, the browser goes there and comes back.
tls = grpc.ssl_channel_credentials(*(file.read_bytes() for file in (settings.AUTHORITY, settings.KEY, settings.CERTIFICATE)))
channel = grpc.secure_channel(urllib.parse.urlsplit(with_certificate["token_endpoint"]).netloc, tls)
evidence = EvidenceServiceStub(channel)
carried = [("authorization", "Bearer " + tokens["access_token"])]
exchange = evidence.RequestEvidence(
    messages.RequestEvidenceRequest(evidence_type=EVIDENCE, return_uri=settings.ORIGIN + "/return", state=state), metadata=carried)
if exchange.HasField("interaction"):
    browser.visit(exchange.interaction.uri, "/return")
for exchange in evidence.WatchExchange(messages.WatchExchangeRequest(exchange_id=exchange.exchange_id), metadata=carried):
    if exchange.state not in (messages.EXCHANGE_STATE_REQUESTED, messages.EXCHANGE_STATE_PREVIEWING):
        break
if exchange.state != messages.EXCHANGE_STATE_AVAILABLE:
    raise SystemExit(f"No evidence: {messages.ExchangeState.Name(exchange.state)} {exchange.error.code}")

# 3. Fetch, store, prove by the digests that it is stored.
hashes = []
with contextlib.ExitStack() as files:
    for chunk in evidence.FetchEvidence(messages.FetchEvidenceRequest(exchange_id=exchange.exchange_id), metadata=carried):
        if chunk.HasField("header"):
            hashes.append(hashlib.sha256())
            file = files.enter_context(open(settings.OUTPUT / f"document-{len(hashes)}", "wb"))
            print(f"Received {chunk.header.file_name} ({chunk.header.media_type})")
        else:
            hashes[-1].update(chunk.data)
            file.write(chunk.data)
digests = [digest.digest() for digest in hashes]
if digests != [document.sha256 for document in exchange.documents]:
    raise SystemExit("Damaged on the way.")
done = evidence.AcknowledgeEvidence(
    messages.AcknowledgeEvidenceRequest(exchange_id=exchange.exchange_id, sha256=digests), metadata=carried)
print("Done:", messages.ExchangeState.Name(done.state))
