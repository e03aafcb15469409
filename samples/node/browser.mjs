// SPDX-License-Identifier: EUPL-1.2
// The browser's part: print where it has to go, and wait until it comes back to our own address.
import { createServer } from 'node:https';
import { callbackTls, origin } from './settings.mjs';

const waiting = new Map();
const server = createServer(callbackTls, (request, response) => {
  const url = new URL(request.url, origin);
  response.end('You can close this page.');
  waiting.get(url.pathname)?.(url);
});

export const open = () => new Promise(done => server.listen(new URL(origin).port, '127.0.0.1', done));
export const close = () => { server.close(); server.closeAllConnections(); };

/** Sends the browser there; resolves with the address at which it arrives under `path`. */
export function visit(address, path) {
  console.log(`Open ${address}`);
  return new Promise(done => waiting.set(path, done));
}
