// SPDX-License-Identifier: EUPL-1.2
// An e-service in Node: a token by PAR, PKCE, private_key_jwt and DPoP; then evidence over gRPC.
//   node fetch-evidence.mjs            (with NODE_EXTRA_CA_CERTS=certs-dev/ca.pem; the pilot must be up)
import { createHash } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { SignJWT, exportJWK } from 'jose';
import * as oauth from 'openid-client';
import { close, open, visit } from './browser.mjs';
import { assertionKey, authority, clientId, issuer, origin, proto } from './settings.mjs';

const request = { type: 'evidence_request', procedure: 'V1', evidence_types: ['residence-record'] };

await open();

// 1. Push the request, send the citizen's browser to the gateway, redeem the code. The token is bound to a new key.
const config = await oauth.discovery(new URL(issuer), clientId, undefined, oauth.PrivateKeyJwt(await assertionKey()));
const tokenKey = await oauth.randomDPoPKeyPair('ES256', { extractable: true });
const DPoP = oauth.getDPoPHandle(config, tokenKey);
const [verifier, state, nonce] = [oauth.randomPKCECodeVerifier(), oauth.randomState(), oauth.randomNonce()];
const address = await oauth.buildAuthorizationUrlWithPAR(config, {
  redirect_uri: `${origin}/callback`, scope: 'openid', state, nonce,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  authorization_details: JSON.stringify([request]),
}, { DPoP });
const callback = await visit(address, '/callback');
const tokens = await oauth.authorizationCodeGrant(
  config, callback, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }, undefined, { DPoP });

// 2. Each gRPC call carries the token and a fresh proof for its own address.
const { EvidenceService } = grpc.loadPackageDefinition(loadSync(proto, { enums: String, includeDirs: [proto.split('/onceonly/')[0]] })).onceonly.evidence.v1;
const evidence = new EvidenceService(new URL(issuer).host, grpc.credentials.createSsl(authority));
let apiNonce;
async function metadata(method) {
  const proof = await new SignJWT({
    htm: 'POST', htu: `${issuer}/onceonly.evidence.v1.EvidenceService/${method}`, jti: oauth.randomState(),
    ath: createHash('sha256').update(tokens.access_token).digest('base64url'), ...(apiNonce && { nonce: apiNonce }),
  }).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(tokenKey.publicKey) }).setIssuedAt().sign(tokenKey.privateKey);
  const carried = new grpc.Metadata();
  carried.set('authorization', `DPoP ${tokens.access_token}`);
  carried.set('dpop', proof);
  return carried;
}

/** Calls; when the gateway wants its nonce in the proof it says so once, in the trailers. */
async function call(method, message, start) {
  try {
    return await start(evidence[method].bind(evidence), message, await metadata(method));
  } catch (error) {
    const offered = error.metadata?.get('dpop-nonce')[0];
    if (error.code !== grpc.status.UNAUTHENTICATED || !offered || offered === apiNonce) throw error;
    apiNonce = offered;
    return start(evidence[method].bind(evidence), message, await metadata(method));
  }
}
const unary = (method, message) => call(method, message, (start, sent, carried) => new Promise((done, fail) =>
  start(sent, carried, (error, answer) => (error ? fail(error) : done(answer)))));

// 3. Ask. Where the citizen must look at the evidence first, the browser goes there and comes back.
let exchange = await unary('RequestEvidence', { evidenceType: request.evidence_types[0], returnUri: `${origin}/return`, state });
if (exchange.interaction) await visit(exchange.interaction.uri, '/return');
exchange = await call('WatchExchange', { exchangeId: exchange.exchangeId }, async (start, sent, carried) => {
  for await (const change of start(sent, carried)) if (!['EXCHANGE_STATE_REQUESTED', 'EXCHANGE_STATE_PREVIEWING'].includes(change.state)) return change;
});
if (exchange.state !== 'EXCHANGE_STATE_AVAILABLE') throw new Error(`No evidence: ${exchange.state} ${exchange.error?.code ?? ''}`);

// 4. Fetch, store, prove by the digests that it is stored.
const digests = await call('FetchEvidence', { exchangeId: exchange.exchangeId }, async (start, sent, carried) => {
  const hashes = [];
  const file = () => `${process.env.OUTPUT ?? '.'}/document-${hashes.length}`;
  for await (const chunk of start(sent, carried)) {
    if (chunk.header) {
      hashes.push(createHash('sha256'));
      await writeFile(file(), '');
      console.log(`Received ${chunk.header.fileName} (${chunk.header.mediaType})`);
    } else {
      hashes.at(-1).update(chunk.data);
      await appendFile(file(), chunk.data);
    }
  }
  return hashes.map(hash => hash.digest());
});
exchange.documents.forEach((document, i) => { if (!document.sha256.equals(digests[i])) throw new Error('Damaged on the way.'); });
const done = await unary('AcknowledgeEvidence', { exchangeId: exchange.exchangeId, sha256: digests });
console.log(`Done: ${done.state}`);
evidence.close();
close();
