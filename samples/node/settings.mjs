// SPDX-License-Identifier: EUPL-1.2
// What an e-service brings along: addresses, and its keys. The values given are those of the pilot.
import { readFileSync } from 'node:fs';
import { createHash, createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';

const root = new URL('../../', import.meta.url);
const certificates = process.env.CERTIFICATES ? new URL(`file://${process.env.CERTIFICATES}/`) : new URL('certs-dev/', root);
const read = name => readFileSync(new URL(name, certificates));

export const issuer = process.env.ISSUER ?? 'https://localhost:5440';
export const origin = process.env.ORIGIN ?? 'https://127.0.0.1:5448';
export const clientId = 'shell-dpop';
export const proto = process.env.PROTO ?? new URL('schemas/onceonly/evidence/v1/evidence.proto', root).pathname;
export const schemas = proto.split('/onceonly/')[0];
export const output = process.env.OUTPUT ?? '.';
export const authority = read('ca.pem');
export const callbackTls = { cert: read('callback-tls.pem'), key: read('callback-tls-key.pem') };

/** The key that signs client assertions; the gateway has its public half and knows it by its thumbprint (RFC 7638). */
export async function assertionKey() {
  const pem = read('shell-dpop-key.pem');
  const { x, y } = createPublicKey(pem).export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y })).digest('base64url');
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return { kid, key: await webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']) };
}
