// SPDX-License-Identifier: EUPL-1.2
// An e-service in Node that obtains a token with a citizen's explicit request and fetches evidence over gRPC.
//   node fetch-evidence.mjs            (with NODE_EXTRA_CA_CERTS=certs-dev/ca.pem; the pilot must be up)
import { createHash, randomUUID } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { close, open, visit } from './browser.mjs';
import { EvidenceApi } from './evidence-api.mjs';
import { logIn } from './log-in.mjs';
import { origin, output } from './settings.mjs';

const request = { type: 'evidence_request', procedure: 'V1', evidence_types: ['residence-record'] };
const state = randomUUID();
await open();

// 1. The citizen logs in at the gateway and says yes; we get a token for exactly that.
const evidence = new EvidenceApi(await logIn(request, state));

// 2. Ask. It answers soon, whatever the registry does, and asking again asks nobody again.
let exchange = await evidence.unary('RequestEvidence', {
  evidenceType: request.evidence_types[0],
  returnUri: `${origin}/return`,
  state,
});

// 3. Where the citizen must look at the evidence first, the browser goes there and comes back.
if (exchange.interaction) await visit(exchange.interaction.uri, '/return');
const underWay = ['EXCHANGE_STATE_REQUESTED', 'EXCHANGE_STATE_PREVIEWING'];
exchange = await evidence.stream('WatchExchange', { exchangeId: exchange.exchangeId },
  change => (underWay.includes(change.state) ? undefined : change));
if (exchange.state !== 'EXCHANGE_STATE_AVAILABLE') {
  throw new Error(`No evidence: ${exchange.state} ${exchange.error?.code ?? ''}`);
}

// 4. Fetch and store: of each document a header comes first, then its bytes.
const hashes = [];
const file = () => `${output}/document-${hashes.length}`;
await evidence.stream('FetchEvidence', { exchangeId: exchange.exchangeId }, async ({ header, data }) => {
  if (header) {
    hashes.push(createHash('sha256'));
    await writeFile(file(), '');
    console.log(`Received ${header.fileName} (${header.mediaType})`);
  } else {
    hashes.at(-1).update(data);
    await appendFile(file(), data);
  }
});

// 5. Prove by the digests that all of it is stored. When all evidence is, the explicit request is over.
const digests = hashes.map(hash => hash.digest());
if (exchange.documents.some((document, i) => !document.sha256.equals(digests[i]))) throw new Error('Damaged on the way.');
const done = await evidence.unary('AcknowledgeEvidence', { exchangeId: exchange.exchangeId, sha256: digests });
console.log(`Done: ${done.state}`);
evidence.close();
close();
