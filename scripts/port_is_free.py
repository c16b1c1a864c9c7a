"""Whether a server may listen on PORT, asked before anything else is done for it. Needs nothing but Python."""

import errno
import os
import socket
import sys


def main() -> None:
    text, host = os.environ.get("PORT", "8000").strip(), os.environ.get("HOST", "").strip() or "127.0.0.1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        sys.exit(f"PORT={text} is not understood: write a whole number from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as found:
        # As the server does: a connection that has just ended keeps nobody out.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, int(text)))
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            other = "8080" if text != "8080" else "8081"
            sys.exit(f"Port {text} {why}. Choose another one: PORT={other} make run")


if __name__ == "__main__":
    main()
