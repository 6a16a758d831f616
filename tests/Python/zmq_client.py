"""Drives our ZeroMQ sockets with libzmq. Usage: zmq_client.py SCENARIO PORT

Ends with exit code 0 if everything was as it should be.
"""

import random
import sys
import time

import zmq
from zmq.utils.monitor import recv_monitor_message

PATIENCE = 60_000  # ms; against hanging only

context = zmq.Context()


def connect(kind, port, identity=None, **options):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = socket.sndtimeo = PATIENCE
    socket.rcvhwm = socket.sndhwm = 0
    if identity is not None:
        socket.identity = identity
    for name, value in options.items():
        setattr(socket, name, value)
    socket.connect(f"tcp://127.0.0.1:{port}")
    return socket


def exchange(socket, frames):
    socket.send_multipart(frames)
    answer = socket.recv_multipart()
    assert answer == frames, (len(answer), [len(frame) for frame in answer], [len(frame) for frame in frames])


def dealers(port):
    """The server sends every message back to where it came from."""
    sockets = [connect(zmq.DEALER, port, name) for name in (b"a", b"\xff" * 255, None, "客户".encode(), None)]
    requests = [connect(zmq.REQ, port, name) for name in (b"req", None)]
    rng = random.Random(1)
    for i in range(300):
        for socket in sockets + requests:
            exchange(socket, [rng.randbytes(rng.choice([0, 1, 255, 256, 4096, 9000])) for _ in range(rng.randint(1, 12))])
    for socket in sockets + requests:
        exchange(socket, [b"", bytes(10_000_000), b"tail", rng.randbytes(10_000_000)])


def flood(port):
    """10,000 messages under way at once, each of which comes back, in order."""
    a, b = connect(zmq.DEALER, port, b"a"), connect(zmq.DEALER, port, b"b")
    for i in range(10_000):
        a.send_multipart([b"a", b"%d" % i])
        b.send_multipart([b"b", b"%d" % i, bytes(1000)])
    for i in range(10_000):
        assert a.recv_multipart() == [b"a", b"%d" % i]
        assert b.recv_multipart() == [b"b", b"%d" % i, bytes(1000)]


def routers(port):
    """A ROUTER may talk to a ROUTER, once it has heard its name; ours has none."""
    router = connect(zmq.ROUTER, port, b"router", probe_router=1)
    name = router.recv_multipart()
    assert name[1:] == [b""], name  # the server sends back the probe, an empty message
    exchange(router, [name[0], b"to", b"you"])


def subscribers(port):
    """The server publishes when it knows of 4 subscriptions: topics a0, b1, c2, ... j9, 10,000 in all, and last "end"."""
    every, some, none = (connect(zmq.SUB, port) for _ in range(3))
    every.subscribe(b"")
    some.subscribe(b"b")
    some.subscribe(b"j9")
    for subscriber in (every, some):
        subscriber.subscribe(b"end")
    none.subscribe(b"nothing")
    for subscriber, topics in ((every, "abcdefghij"), (some, "bj")):
        count = 0
        for i in range(10_000):
            if "abcdefghij"[i % 10] in topics:
                topic, number, body = subscriber.recv_multipart()
                assert (topic, number) == (b"%c%d" % (97 + i % 10, i % 10), b"%d" % i), (topic, number, i)
                assert body == bytes(i), len(body)
                count += 1
        assert subscriber.recv_multipart() == [b"end"]
    assert none.poll(100) == 0


def heartbeat(port):
    request = connect(zmq.REQ, port)
    for i in range(2_000):
        exchange(request, [b"ping %d" % i])
    exchange(request, [b"several", b"", b"frames"])


def reconnect(port):
    """The server sends every message back, goes away after each 10 and comes back on the same port."""
    dealer = connect(zmq.DEALER, port, b"me")
    for i in range(50):
        while True:
            dealer.send(b"%d" % i)
            if dealer.poll(1000):
                break
        while (answer := int(dealer.recv())) < i:  # an earlier one, sent twice
            pass
        assert answer == i, (answer, i)


def same_identity(port):
    """The second of a name waits until the first has left; nothing that it sent is lost."""
    first = connect(zmq.DEALER, port, b"me")
    exchange(first, [b"first"])
    second = connect(zmq.DEALER, port, b"me")
    second.send_multipart([b"second"])
    assert second.poll(700) == 0
    exchange(first, [b"first again"])
    first.close()
    assert second.recv_multipart() == [b"second"]


def pings(port):
    """A client that checks the connection by PING, every 50 ms, and would leave without an answer."""
    dealer = connect(zmq.DEALER, port, heartbeat_ivl=50, heartbeat_timeout=4_000, heartbeat_ttl=10_000)
    exchange(dealer, [b"before"])
    monitor = dealer.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    assert monitor.poll(6_000) == 0, recv_monitor_message(monitor)
    exchange(dealer, [b"after"])


def wrong_type(port):
    """A SUB at a ROUTER is told that it is wrong there, and does not come again and again."""
    subscriber = context.socket(zmq.SUB)
    subscriber.linger = 0
    monitor = subscriber.get_monitor_socket(zmq.EVENT_CONNECTED | zmq.EVENT_HANDSHAKE_SUCCEEDED)
    subscriber.connect(f"tcp://127.0.0.1:{port}")
    events = []
    end = time.time() + 1.5
    while monitor.poll(max(0, 1000 * (end - time.time()))):
        events.append(recv_monitor_message(monitor)["event"])
    assert events == [zmq.EVENT_CONNECTED], events


globals()[sys.argv[1]](int(sys.argv[2]))
context.destroy(linger=0)
