# SPDX-License-Identifier: EUPL-1.2
"""The gRPC interop cases, made by grpcio. Prints one JSON line a case: {"name", "failure": null or text}.

usage: grpc_interop_client.py STUBS HOST:PORT [CA.pem], with STUBS the folder of what protoc made of interop.proto
"""
import json
import queue
import sys
import traceback

import grpc

STUBS, ADDRESS = sys.argv[1:3]
sys.path.insert(0, STUBS)
import interop_pb2 as pb  # noqa: E402
import interop_pb2_grpc as stubs  # noqa: E402

OPTIONS = [("grpc.max_receive_message_length", -1)]
UP = [27182, 8, 1828, 45904]
DOWN = [31415, 9, 2653, 58979]
ODD = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
ECHO = (("x-echo-initial", "test_initial_metadata_value"), ("x-echo-trailing-bin", b"\xab\xab\xab"))
IN_TIME = 60


def connect(**extra):
    if len(sys.argv) > 3:
        with open(sys.argv[3], "rb") as pem:
            return grpc.secure_channel(ADDRESS, grpc.ssl_channel_credentials(pem.read()), OPTIONS, **extra)
    return grpc.insecure_channel(ADDRESS, OPTIONS, **extra)


CHANNEL = connect()
CLIENT = stubs.InteropStub(CHANNEL)


def wishes(sizes, milliseconds=0):
    return [pb.Wish(size=size, milliseconds=milliseconds) for size in sizes]


def fails_with(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError("it did not fail")


def assert_echoed(call):
    assert dict(call.initial_metadata())["x-echo-initial"] == "test_initial_metadata_value"
    assert dict(call.trailing_metadata())["x-echo-trailing-bin"] == b"\xab\xab\xab"


def empty_unary():
    assert CLIENT.Nothing(pb.Empty(), timeout=IN_TIME) == pb.Empty()


def large_unary():
    reply = CLIENT.One(pb.OneRequest(body=bytes(271828), reply_size=314159), timeout=IN_TIME)
    assert reply.body == bytes(314159)


def client_compressed_unary():
    with connect(compression=grpc.Compression.Gzip) as channel:
        reply = stubs.InteropStub(channel).One(pb.OneRequest(body=bytes(271828), reply_size=314159), timeout=IN_TIME)
    assert len(reply.body) == 314159


def unknown_compression():
    with connect(compression=grpc.Compression.Deflate) as channel:
        client = stubs.InteropStub(channel)
        fails_with(grpc.StatusCode.UNIMPLEMENTED, lambda: client.One(pb.OneRequest(body=bytes(271828)), timeout=IN_TIME))


def client_streaming():
    assert CLIENT.Up((pb.OneRequest(body=bytes(size)) for size in UP), timeout=IN_TIME).sum == 74922


def client_compressed_streaming():
    with connect(compression=grpc.Compression.Gzip) as channel:
        requests = (pb.OneRequest(body=bytes(size)) for size in [27182, 45904])
        assert stubs.InteropStub(channel).Up(requests, timeout=IN_TIME).sum == 73086


def server_streaming():
    assert [len(reply.body) for reply in CLIENT.Down(pb.ManyRequest(wishes=wishes(DOWN)), timeout=IN_TIME)] == DOWN


def ping_pong():
    requests = queue.Queue()
    call = CLIENT.Both(iter(requests.get, None), timeout=IN_TIME)
    for up, down in zip(UP, DOWN):
        requests.put(pb.ManyRequest(body=bytes(up), wishes=wishes([down])))
        assert len(next(call).body) == down
    requests.put(None)
    assert list(call) == []


def empty_stream():
    assert list(CLIENT.Both(iter(()), timeout=IN_TIME)) == []


def custom_metadata():
    _, call = CLIENT.One.with_call(pb.OneRequest(reply_size=314159), metadata=ECHO, timeout=IN_TIME)
    assert_echoed(call)
    stream = CLIENT.Both(iter([pb.ManyRequest(wishes=wishes([314159]))]), metadata=ECHO, timeout=IN_TIME)
    assert len(list(stream)) == 1
    assert_echoed(stream)


def status_code_and_message():
    ending = pb.Ending(code=2, message="test status message")
    unary = fails_with(grpc.StatusCode.UNKNOWN, lambda: CLIENT.One(pb.OneRequest(ending=ending), timeout=IN_TIME))
    duplex = fails_with(
        grpc.StatusCode.UNKNOWN, lambda: list(CLIENT.Both(iter([pb.ManyRequest(ending=ending)]), timeout=IN_TIME)))
    assert unary.details() == duplex.details() == ending.message


def special_status_message():
    request = pb.OneRequest(ending=pb.Ending(code=2, message=ODD))
    assert fails_with(grpc.StatusCode.UNKNOWN, lambda: CLIENT.One(request, timeout=IN_TIME)).details() == ODD


def status_details():
    request = pb.OneRequest(ending=pb.Ending(code=5, message="gone", request_id="42"))
    error = fails_with(grpc.StatusCode.NOT_FOUND, lambda: CLIENT.One(request, timeout=IN_TIME))
    assert b"type.googleapis.com/google.rpc.RequestInfo" in dict(error.trailing_metadata())["grpc-status-details-bin"]


def unimplemented_method():
    fails_with(grpc.StatusCode.UNIMPLEMENTED, lambda: CLIENT.Missing(pb.Empty(), timeout=IN_TIME))


def unimplemented_service():
    fails_with(grpc.StatusCode.UNIMPLEMENTED, lambda: stubs.AbsentStub(CHANNEL).Nothing(pb.Empty(), timeout=IN_TIME))


def cancel_after_begin():
    requests = queue.Queue()
    call = CLIENT.Up.future(iter(requests.get, None), timeout=IN_TIME)
    call.cancel()
    requests.put(None)
    assert call.code() == grpc.StatusCode.CANCELLED


def cancel_after_first_response():
    call = CLIENT.Down(pb.ManyRequest(wishes=wishes([31415]) + wishes([1], 10_000)), timeout=IN_TIME)
    assert len(next(call).body) == 31415
    call.cancel()
    fails_with(grpc.StatusCode.CANCELLED, lambda: next(call))


def timeout_on_sleeping_server():
    call = CLIENT.Down(pb.ManyRequest(wishes=wishes([1], 10_000)), timeout=0.001)
    fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(call))


def message_above_the_limit():
    request = pb.OneRequest(body=bytes(4 * 1024 * 1024 + 1))
    fails_with(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: CLIENT.One(request, timeout=IN_TIME))


def concurrent_large_unary():
    request = pb.OneRequest(body=bytes(271828), reply_size=314159)
    calls = [CLIENT.One.future(request, timeout=IN_TIME) for _ in range(100)]
    assert all(len(call.result().body) == 314159 for call in calls)


def large_stream():
    assert sum(1 for _ in CLIENT.Down(pb.ManyRequest(wishes=wishes([65536] * 800)), timeout=IN_TIME)) == 800


CASES = [
    empty_unary, large_unary, client_compressed_unary, unknown_compression, client_streaming, client_compressed_streaming,
    server_streaming, ping_pong, empty_stream, custom_metadata, status_code_and_message, special_status_message, status_details,
    unimplemented_method, unimplemented_service, cancel_after_begin, cancel_after_first_response,
    timeout_on_sleeping_server, message_above_the_limit, concurrent_large_unary, large_stream,
]

for case in CASES:
    failure = None
    try:
        case()
    except Exception:
        failure = traceback.format_exc()
    print(json.dumps({"name": case.__name__, "failure": failure}), flush=True)
