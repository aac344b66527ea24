"""One answer of a server, written down as far as it comes."""

import http.client
import os
import socket
import ssl
import urllib.error
import urllib.request

PIECE = 1 << 16
MAY_HELP = (408, 425, 429, 500, 502, 503, 504)  # answers after which another try may get a better one
AT_ONCE = (socket.gaierror, ConnectionRefusedError, ssl.SSLCertVerificationError)  # these do not go away by waiting


class Refused(Exception):
    """This address does not give the file."""


class Broken(Exception):
    """The connection broke off, or the server is busy; another try may help."""


def transfer(url, file, size=None, timeout=30, title=None):
    """Append to an open file what it lacks: the server is asked for the rest. If it sends the whole, that is taken.

    Args: file: open to read and append, without a buffer. size: what the whole has. title: of the bar; None shows none.
    Raises: Refused, Broken; OSError if the file cannot be written.
    """
    start = os.fstat(file.fileno()).st_size
    headers = {"User-Agent": "zerodl", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=timeout) as answer:
            if not _continues(answer, start):
                start = 0
                file.truncate(0)
            _write_down(answer, file, start, size, timeout, title)
    except urllib.error.HTTPError as error:
        if error.code == 416 and start:  # there is no rest: what we have is no beginning of this file
            file.truncate(0)
            raise Broken("the server has fewer bytes than have come") from error
        kind = Broken if error.code in MAY_HELP else Refused
        raise kind(f"the server answered {error.code} {error.reason}") from error
    except _NetworkError as error:
        raise error.kind(str(error)) from error.__cause__
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        kind, says = _named(error, timeout)
        raise kind(says) from error


class _NetworkError(Exception):
    """What went wrong while reading, as against what went wrong with the file."""

    def __init__(self, kind, says):
        super().__init__(says)
        self.kind = kind


def _named(error, timeout):
    """What an error of the network becomes: Refused or Broken, and in words."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, socket.gaierror):
        return Refused, "its name is unknown; is there a network?"
    if isinstance(cause, TimeoutError):
        return Broken, f"no answer within {timeout:g} seconds"
    says = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return (Refused if isinstance(cause, AT_ONCE) else Broken), says


def _continues(answer, start):
    """Whether an answer is the rest from ``start`` on; else it is the whole."""
    if answer.status != 206:
        return not start
    return answer.headers.get("Content-Range", "").startswith(f"bytes {start}-")


def _write_down(answer, file, start, size, timeout, title):
    from tqdm.auto import tqdm

    stated = answer.length
    total = size if size is not None else None if stated is None else start + stated
    got = start
    with tqdm(total=total, initial=start, unit="B", unit_scale=True, desc=title, disable=title is None) as bar:
        while piece := _piece(answer, timeout):
            got += len(piece)
            if size is not None and got > size:
                file.truncate(0)
                raise _NetworkError(Refused, f"sent more than the {size} bytes expected")
            _append(file, piece)
            bar.update(len(piece))
    if total is not None and got < max(total, start + (stated or 0)):
        raise _NetworkError(Broken, f"the connection broke off after {got} of {total} bytes")


def _piece(answer, timeout):
    """What comes next; empty at the end."""
    try:
        return answer.read1(PIECE)
    except (OSError, http.client.HTTPException) as error:
        raise _NetworkError(*_named(error, timeout)) from error


def _append(file, piece):
    """Write all of it: without a buffer, a call may write less."""
    view = memoryview(piece)
    while view:
        view = view[file.write(view) :]
