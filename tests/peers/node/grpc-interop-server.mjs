// SPDX-License-Identifier: EUPL-1.2
// The interop service as @grpc/grpc-js serves it. Prints its port; `gzip` makes it compress what it sends.
//   node grpc-interop-server.mjs INTEROP.proto [gzip]
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [proto, compression] = process.argv.slice(2);
const { Interop } = grpc.loadPackageDefinition(loader.loadSync(proto)).onceonly.testing.v1;

/** Sends back the metadata that asks for it; returns the trailers. */
const echo = (call) => {
  const [initial] = call.metadata.get('x-echo-initial');
  const headers = new grpc.Metadata();
  if (initial) headers.set('x-echo-initial', initial);
  call.sendMetadata(headers);
  const trailers = new grpc.Metadata();
  call.metadata.get('x-echo-trailing-bin').forEach((value) => trailers.add('x-echo-trailing-bin', value));
  return trailers;
};

const failure = (ending, metadata) => ({ code: ending.code, details: ending.message, metadata });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const send = async (call, request) => {
  for (const { size, milliseconds } of request.wishes ?? []) {
    if (milliseconds) await pause(milliseconds);
    if (call.cancelled) return;
    call.write({ body: Buffer.alloc(size) });
  }
};

const server = new grpc.Server({ 'grpc.default_compression_algorithm': compression === 'gzip' ? 2 : 0 });
server.addService(Interop.service, {
  nothing: (call, reply) => reply(null, {}, echo(call)),
  one: (call, reply) => {
    const trailers = echo(call);
    const { ending, replySize } = call.request;
    if (ending) reply(failure(ending, trailers));
    else reply(null, { body: Buffer.alloc(replySize ?? 0) }, trailers);
  },
  down: async (call) => {
    const trailers = echo(call);
    await send(call, call.request);
    if (call.request.ending) call.emit('error', failure(call.request.ending, trailers));
    else call.end(trailers);
  },
  up: (call, reply) => {
    const trailers = echo(call);
    let sum = 0;
    call.on('data', (request) => (sum += request.body?.length ?? 0));
    call.on('end', () => reply(null, { sum }, trailers));
    call.on('error', () => {});
  },
  both: (call) => {
    const trailers = echo(call);
    let sending = Promise.resolve();
    call.on('data', (request) => {
      sending = sending.then(() => send(call, request)).then(() => {
        if (request.ending) call.emit('error', failure(request.ending, trailers));
      });
    });
    call.on('end', () => sending.then(() => call.end(trailers)));
    call.on('error', () => {});
  },
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`listening ${port}`);
});
