// SPDX-License-Identifier: EUPL-1.2
// The gateway's evidence API over gRPC. Each call carries the token and a fresh proof, for its own address, that we hold its key.
import { createHash, randomUUID } from 'node:crypto';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { SignJWT, exportJWK } from 'jose';
import { authority, issuer, proto, schemas } from './settings.mjs';

const { EvidenceService } = grpc.loadPackageDefinition(loadSync(proto, { enums: String, includeDirs: [schemas] })).onceonly.evidence.v1;

export class EvidenceApi {
  #service = new EvidenceService(new URL(issuer).host, grpc.credentials.createSsl(authority));
  #nonce;

  constructor({ token, key }) {
    this.token = token;
    this.key = key;
  }

  /** One answer. */
  unary(method, message) {
    return this.#call(metadata => new Promise((done, fail) =>
      this.#service[method](message, metadata, (error, answer) => (error ? fail(error) : done(answer)))), method);
  }

  /** Many answers, one after the other; `each` may end them by returning something. */
  stream(method, message, each) {
    return this.#call(async metadata => {
      for await (const answer of this.#service[method](message, metadata)) {
        const result = await each(answer);
        if (result !== undefined) return result;
      }
    }, method);
  }

  close() {
    this.#service.close();
  }

  /** When the gateway wants its nonce in the proof it says so, in the trailers, and the call is made once more. */
  async #call(start, method) {
    try {
      return await start(await this.#metadata(method));
    } catch (error) {
      const [offered] = error.metadata?.get('dpop-nonce') ?? [];
      if (error.code !== grpc.status.UNAUTHENTICATED || !offered || offered === this.#nonce) throw error;
      this.#nonce = offered;
      return start(await this.#metadata(method));
    }
  }

  async #metadata(method) {
    const proof = new SignJWT({
      htm: 'POST',
      htu: `${issuer}/onceonly.evidence.v1.EvidenceService/${method}`,
      jti: randomUUID(),
      ath: createHash('sha256').update(this.token).digest('base64url'),
      nonce: this.#nonce,
    });
    const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(this.key.publicKey) };
    const metadata = new grpc.Metadata();
    metadata.set('authorization', `DPoP ${this.token}`);
    metadata.set('dpop', await proof.setProtectedHeader(header).setIssuedAt().sign(this.key.privateKey));
    return metadata;
  }
}
