// SPDX-License-Identifier: EUPL-1.2
// The gRPC interop cases, made by @grpc/grpc-js. Prints one JSON line a case: {"name", "failure": null or text}.
//   node grpc-interop-client.mjs HOST:PORT INTEROP.proto [CA.pem]
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, proto, authority] = process.argv.slice(2);
const { Interop, Absent } = grpc.loadPackageDefinition(loader.loadSync(proto)).onceonly.testing.v1;
const credentials = authority ? grpc.credentials.createSsl(readFileSync(authority)) : grpc.credentials.createInsecure();
const options = { 'grpc.max_receive_message_length': -1 };
const client = new Interop(address, credentials, options);
const absent = new Absent(address, credentials, options);

const inTime = () => ({ deadline: Date.now() + 60_000 });
const zeros = (size) => Buffer.alloc(size);
const upSizes = [27182, 8, 1828, 45904];
const downSizes = [31415, 9, 2653, 58979];
const wishes = (sizes, milliseconds = 0) => sizes.map((size) => ({ size, milliseconds }));
const odd = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

/** Calls a method that answers with one message; resolves when message and status are there. */
const one = (service, method, request, metadata = new grpc.Metadata(), callOptions = inTime()) =>
  new Promise((resolve, reject) => {
    const seen = {};
    const call = service[method](request, metadata, callOptions, (error, reply) => {
      seen.error = error;
      seen.reply = reply;
    });
    call.on('metadata', (headers) => (seen.headers = headers));
    call.on('status', (status) => {
      seen.status = status;
      setImmediate(() => (seen.error ? reject(Object.assign(seen.error, { seen })) : resolve(seen)));
    });
  });

/** Collects a stream until its status; `each` is called for every message. */
const drain = (call, each = () => {}) =>
  new Promise((resolve) => {
    const seen = { replies: [] };
    call.on('metadata', (headers) => (seen.headers = headers));
    call.on('data', (reply) => {
      seen.replies.push(reply);
      each(reply);
    });
    call.on('error', () => {});
    call.on('status', (status) => setImmediate(() => resolve({ ...seen, status })));
  });

const failsWith = async (call, code) => {
  const error = await call.then(() => assert.fail('it did not fail'), (failure) => failure);
  assert.equal(error.code, code, String(error));
  return error;
};

const echo = () => {
  const metadata = new grpc.Metadata();
  metadata.set('x-echo-initial', 'test_initial_metadata_value');
  metadata.set('x-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
  return metadata;
};

const assertEchoed = ({ headers, status }) => {
  assert.deepEqual(headers.get('x-echo-initial'), ['test_initial_metadata_value']);
  assert.deepEqual(status.metadata.get('x-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
};

const cases = {
  async empty_unary() {
    assert.deepEqual((await one(client, 'nothing', {})).reply, {});
  },
  async large_unary() {
    const { reply } = await one(client, 'one', { body: zeros(271_828), replySize: 314_159 });
    assert.equal(reply.body.length, 314_159);
  },
  async client_compressed_unary() {
    const gzip = new Interop(address, credentials, { ...options, 'grpc.default_compression_algorithm': 2 });
    const { reply } = await one(gzip, 'one', { body: zeros(271_828), replySize: 314_159 });
    gzip.close();
    assert.equal(reply.body.length, 314_159);
  },
  async unknown_compression() {
    const deflate = new Interop(address, credentials, { ...options, 'grpc.default_compression_algorithm': 1 });
    await failsWith(one(deflate, 'one', { body: zeros(271_828) }), grpc.status.UNIMPLEMENTED);
    deflate.close();
  },
  async client_streaming() {
    const answer = await new Promise((resolve, reject) => {
      const call = client.up(new grpc.Metadata(), inTime(), (error, reply) => (error ? reject(error) : resolve(reply)));
      upSizes.forEach((size) => call.write({ body: zeros(size) }));
      call.end();
    });
    assert.equal(answer.sum, 74_922);
  },
  async server_streaming() {
    const { replies, status } = await drain(client.down({ wishes: wishes(downSizes) }, inTime()));
    assert.deepEqual(replies.map((reply) => reply.body.length), downSizes);
    assert.equal(status.code, grpc.status.OK);
  },
  async ping_pong() {
    const call = client.both(inTime());
    let turn = 0;
    const ping = () =>
      turn < upSizes.length ? call.write({ body: zeros(upSizes[turn]), wishes: wishes([downSizes[turn++]]) }) : call.end();
    const done = drain(call, ping);
    ping();
    const { replies, status } = await done;
    assert.deepEqual(replies.map((reply) => reply.body.length), downSizes);
    assert.equal(status.code, grpc.status.OK);
  },
  async empty_stream() {
    const call = client.both(inTime());
    const done = drain(call);
    call.end();
    const { replies, status } = await done;
    assert.deepEqual(replies, []);
    assert.equal(status.code, grpc.status.OK);
  },
  async custom_metadata() {
    assertEchoed(await one(client, 'one', { replySize: 314_159 }, echo()));
    const call = client.both(echo(), inTime());
    const done = drain(call);
    call.write({ wishes: wishes([314_159]) });
    call.end();
    assertEchoed(await done);
  },
  async status_code_and_message() {
    const ending = { code: 2, message: 'test status message' };
    assert.equal((await failsWith(one(client, 'one', { ending }), 2)).details, ending.message);
    const call = client.both(inTime());
    const done = drain(call);
    call.write({ ending });
    call.end();
    const { status } = await done;
    assert.deepEqual([status.code, status.details], [2, ending.message]);
  },
  async special_status_message() {
    const error = await failsWith(one(client, 'one', { ending: { code: 2, message: odd } }), 2);
    assert.equal(error.details, odd);
  },
  async status_details() {
    const error = await failsWith(one(client, 'one', { ending: { code: 5, message: 'gone', requestId: '42' } }), 5);
    const [details] = error.metadata.get('grpc-status-details-bin');
    assert.ok(details.includes('type.googleapis.com/google.rpc.RequestInfo'));
  },
  async status_after_messages() {
    const { replies, status } = await drain(client.down({ wishes: wishes([1, 1]), ending: { code: 9, message: 'enough' } }, inTime()));
    assert.equal(replies.length, 2);
    assert.deepEqual([status.code, status.details], [9, 'enough']);
  },
  async unimplemented_method() {
    await failsWith(one(client, 'missing', {}), grpc.status.UNIMPLEMENTED);
  },
  async unimplemented_service() {
    await failsWith(one(absent, 'nothing', {}), grpc.status.UNIMPLEMENTED);
  },
  async cancel_after_begin() {
    const error = await new Promise((resolve) => client.up(inTime(), resolve).cancel());
    assert.equal(error.code, grpc.status.CANCELLED);
  },
  async cancel_after_first_response() {
    const call = client.both(inTime());
    const done = drain(call, () => call.cancel());
    call.write({ wishes: wishes([31415]), body: zeros(27182) });
    const { replies, status } = await done;
    assert.equal(replies.length, 1);
    assert.equal(status.code, grpc.status.CANCELLED);
  },
  async timeout_on_sleeping_server() {
    const call = client.down({ wishes: wishes([1], 10_000) }, { deadline: Date.now() + 1 });
    assert.equal((await drain(call)).status.code, grpc.status.DEADLINE_EXCEEDED);
  },
  async deadline_after_first_response() {
    const call = client.down({ wishes: [{ size: 1 }, { size: 1, milliseconds: 10_000 }] }, { deadline: Date.now() + 500 });
    const { replies, status } = await drain(call);
    assert.equal(replies.length, 1);
    assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED);
  },
  async message_above_the_limit() {
    await failsWith(one(client, 'one', { body: zeros(4 * 1024 * 1024 + 1) }), grpc.status.RESOURCE_EXHAUSTED);
  },
  async concurrent_large_unary() {
    const calls = Array.from({ length: 100 }, () => one(client, 'one', { body: zeros(271_828), replySize: 314_159 }));
    assert.ok((await Promise.all(calls)).every(({ reply }) => reply.body.length === 314_159));
  },
  async large_stream() {
    const { replies, status } = await drain(client.down({ wishes: wishes(Array(800).fill(65_536)) }, inTime()));
    assert.equal(replies.length, 800);
    assert.equal(status.code, grpc.status.OK);
  },
};

for (const [name, run] of Object.entries(cases)) {
  const failure = await run().then(() => null, (error) => String(error.stack ?? error));
  console.log(JSON.stringify({ name, failure }));
}
process.exit();
