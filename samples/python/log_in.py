# SPDX-License-Identifier: EUPL-1.2
"""A token for one explicit request of one citizen: PAR and PKCE over mutual TLS, whose certificate binds the token."""
import base64
import hashlib
import json
import secrets
import urllib.parse

import jwt
import requests

import settings

CALLBACK = settings.ORIGIN + "/callback"

http = requests.Session()
http.trust_env = False  # else REQUESTS_CA_BUNDLE, where it is set, would win over our authority
http.verify, http.cert = str(settings.AUTHORITY), (str(settings.CERTIFICATE), str(settings.KEY))


def post(address, **form):
    answer = http.post(address, data={"client_id": settings.CLIENT_ID, **form}, timeout=30)
    if not answer.ok:
        raise SystemExit(f"Refused: {answer.text}")
    return answer.json()


def log_in(browser, details, state):
    """Returns the access token and the address of the evidence API at which it serves."""
    gateway = http.get(settings.ISSUER + "/.well-known/openid-configuration", timeout=30).json()
    endpoints = gateway["mtls_endpoint_aliases"]

    # What is asked for goes to the gateway directly; the browser carries nothing but a reference to it.
    verifier, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    pushed = post(
        endpoints["pushed_authorization_request_endpoint"],
        response_type="code",
        redirect_uri=CALLBACK,
        scope="openid",
        state=state,
        nonce=nonce,
        code_challenge=challenge,
        code_challenge_method="S256",
        authorization_details=json.dumps(details))
    query = urllib.parse.urlencode({"client_id": settings.CLIENT_ID, "request_uri": pushed["request_uri"]})
    callback = browser.visit(f"{gateway['authorization_endpoint']}?{query}", "/callback")
    if callback.get("state") != state or callback.get("iss") != settings.ISSUER or "code" not in callback:
        raise SystemExit(f"Refused: {callback.get('error', 'the answer is to another request')}")

    token_endpoint = endpoints["token_endpoint"]
    tokens = post(token_endpoint, grant_type="authorization_code", code=callback["code"], redirect_uri=CALLBACK, code_verifier=verifier)
    check(tokens["id_token"], gateway["jwks_uri"], nonce)
    return tokens["access_token"], urllib.parse.urlsplit(token_endpoint).netloc


def check(id_token, jwks_uri, nonce):
    keys = {key["kid"]: jwt.PyJWK(key).key for key in http.get(jwks_uri, timeout=30).json()["keys"]}
    key = keys[jwt.get_unverified_header(id_token)["kid"]]
    citizen = jwt.decode(id_token, key, ["ES256"], audience=settings.CLIENT_ID, issuer=settings.ISSUER)
    if citizen["nonce"] != nonce:
        raise SystemExit("The ID token answers another request.")
