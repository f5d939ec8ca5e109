"""Whether a port can be listened on. `make run` asks before it installs anything: keep it to the
standard library."""

import errno
import socket
import sys


def why_not(host: str, port: int) -> str | None:
    """One line for the operator when nothing can listen there, else None."""
    if not 0 < port < 65536:
        return f"{port} is no port: choose one from 1 to 65535."
    try:
        [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )
    except OSError:
        return f"{host} is no address of this machine."
    with socket.socket(family, kind, protocol) as listener:
        # Without it, a server that has just stopped would still seem to be there.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(1)
        except OSError as error:
            return {
                errno.EADDRINUSE: f"Port {port} on {host} is in use: choose another, such as "
                f"PORT={port % 65535 + 1}, or stop what uses it.",
                errno.EACCES: f"Port {port} takes more rights than you have: choose 1024 or more.",
                errno.EADDRNOTAVAIL: f"{host} is no address of this machine.",
            }.get(error.errno, f"Nothing can listen on {host}, port {port}: {error.strerror}.")
    return None


def main(host: str, port: str) -> str | None:
    return why_not(host, int(port)) if port.isdecimal() else f"PORT={port} is no number."


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
