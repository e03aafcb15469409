// SPDX-License-Identifier: EUPL-1.2
// The benchmark's yardstick: @grpc/grpc-js with nothing behind it. Answers every call with bytes made beforehand.
//   node benchmark-echo.mjs CERTIFICATE.pem KEY.pem SIZE,SIZE,...
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';

const [certificate, key, sizes] = process.argv.slice(2);
const messages = sizes.split(',').map((size) => Buffer.alloc(Number(size)));
// One message instead of several; the prefixes it saves are made up for.
const joined = Buffer.alloc(messages.reduce((sum, message) => sum + message.length + 5, -5));
const raw = (bytes) => bytes;
const method = (path, responseStream) => ({
  path,
  requestStream: false,
  responseStream,
  requestSerialize: raw,
  requestDeserialize: raw,
  responseSerialize: raw,
  responseDeserialize: raw,
});

const server = new grpc.Server();
server.addService(
  {
    stream: method('/onceonly.evidence.v1.EvidenceService/FetchEvidence', true),
    unary: method('/benchmark/Unary', false),
  },
  {
    stream: (call) => {
      messages.forEach((message) => call.write(message));
      call.end();
    },
    unary: (call, reply) => reply(null, joined),
  },
);
const pair = { cert_chain: readFileSync(certificate), private_key: readFileSync(key) };
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createSsl(null, [pair]), (error, port) => {
  if (error) throw error;
  console.log(`ready ${port}`);
});
