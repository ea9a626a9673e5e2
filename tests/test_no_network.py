"""The guard that every other test relies on."""

import socket

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_test_reaches_the_network(family: socket.AddressFamily) -> None:
    host = "127.0.0.1" if family is socket.AF_INET else "::1"
    with socket.socket(family) as plug, pytest.raises(RuntimeError, match=r"socket\.connect"):
        plug.connect((host, 9))


def test_no_test_looks_a_name_up() -> None:
    with pytest.raises(RuntimeError, match="looking up"):
        socket.getaddrinfo("example.com", 443)


def test_processes_of_one_machine_may_still_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"hello")
        assert other.recv(5) == b"hello"
