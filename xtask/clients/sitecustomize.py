"""Python finds this file by its name. Names below .localhost are this machine, as RFC 6761 has it;
browsers know that, and the system's resolver does not."""

import socket

_ask = socket.getaddrinfo


def _loopback(host, *rest, **named):
    if isinstance(host, str) and host.endswith(".localhost"):
        host = "127.0.0.1"
    return _ask(host, *rest, **named)


socket.getaddrinfo = _loopback
