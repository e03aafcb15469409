// SPDX-License-Identifier: EUPL-1.2
// An e-service on openid-client walks the whole way: PAR + PKCE + private_key_jwt + DPoP, a citizen's log-in and
// decision, the API, refresh, revocation. Input: one JSON object on stdin. Output: one JSON object on stdout.
import { createPrivateKey, webcrypto } from 'node:crypto';
import { text } from 'node:stream/consumers';
import * as client from 'openid-client';

const input = JSON.parse(await text(process.stdin));

const pkcs8 = createPrivateKey(input.privateKeyPem).export({ type: 'pkcs8', format: 'der' });
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);

const config = await client.discovery(new URL(input.issuer), input.clientId, undefined, client.PrivateKeyJwt(key));
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const authorizationUrl = await client.buildAuthorizationUrlWithPAR(config, {
  redirect_uri: input.redirectUri,
  scope: 'openid profile offline_access',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
  acr_values: 'http://eidas.europa.eu/LoA/substantial',
  authorization_details: input.authorizationDetails,
}, { DPoP });

const callback = await citizen(authorizationUrl);
const tokens = await client.authorizationCodeGrant(
  config, callback, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }, undefined, { DPoP });
const claims = tokens.claims();
const call = async accessToken => {
  const response = await client.fetchProtectedResource(config, accessToken, new URL('/api/thing', input.issuer), 'GET', undefined, undefined, { DPoP });
  return { status: response.status, body: await response.json() };
};

const called = await call(tokens.access_token);
const userInfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP });
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
const calledAgain = await call(refreshed.access_token);
const ownTokens = await client.clientCredentialsGrant(config, { scope: 'evidence:find' }, { DPoP });
await client.tokenRevocation(config, refreshed.refresh_token);
const afterRevocation = await call(refreshed.access_token).then(() => 'accepted', error => error.cause?.[0]?.parameters?.error ?? String(error));

console.log(JSON.stringify({
  claims, called, userInfo, calledAgain, afterRevocation,
  tokenType: tokens.token_type,
  grantedDetails: tokens.authorization_details,
  ownScope: ownTokens.scope,
  endSession: client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token }).href.split('?')[0],
}));

/** The citizen's browser: keeps cookies, follows redirects on our host, fills in the pages. */
async function citizen(start) {
  const cookies = new Map();
  const go = async (url, method = 'GET', form) => {
    const response = await fetch(url, {
      method, redirect: 'manual', headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; ') },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      cookies.set(name, value);
    }
    return response.headers.has('location') ? new URL(response.headers.get('location'), url) : null;
  };

  const login = await go(start);
  const id = login.searchParams.get('id');
  await go(login);
  await go(new URL(`/login/depart?id=${id}&option=EL`, input.issuer), 'POST');
  const resume = await go(new URL('/eid/answer', input.issuer), 'POST', { RelayState: id, identifier: 'EL/EL/node', level: 'High' });
  const request = await go(resume);
  await go(request);
  return go(new URL(`${request.href}&accept=true`), 'POST');
}
