// SPDX-License-Identifier: EUPL-1.2
// A token for one explicit request of one citizen: PAR, PKCE, private_key_jwt, and a new key to which the token is bound.
import * as oauth from 'openid-client';
import { visit } from './browser.mjs';
import { assertionKey, clientId, issuer, origin } from './settings.mjs';

export async function logIn(request, state) {
  const config = await oauth.discovery(new URL(issuer), clientId, undefined, oauth.PrivateKeyJwt(await assertionKey()));
  const key = await oauth.randomDPoPKeyPair('ES256', { extractable: true });
  const DPoP = oauth.getDPoPHandle(config, key);
  const [verifier, nonce] = [oauth.randomPKCECodeVerifier(), oauth.randomNonce()];

  // What is asked for goes to the gateway directly; the browser carries nothing but a reference to it.
  const address = await oauth.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: `${origin}/callback`,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    authorization_details: JSON.stringify([request]),
  }, { DPoP });
  const callback = await visit(address, '/callback');

  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const tokens = await oauth.authorizationCodeGrant(config, callback, checks, undefined, { DPoP });
  return { token: tokens.access_token, key };
}
