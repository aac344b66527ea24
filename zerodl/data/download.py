"""Downloading: a file over HTTP, from where it last broke off, and kept only if it is the one that is expected."""

import hashlib
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from ..atomic import replace, sync_folder
from ..errors import ArgumentError, DownloadError

TRIES = 4  # of one address, without a byte more than before
PAUSE = 1.0  # seconds before the second try; twice as long before each further one


def cache_folder():
    """Where datasets are kept: the environment variable ZERODL_DATA, else zerodl's folder in the system's cache."""
    if override := os.environ.get("ZERODL_DATA"):
        return Path(override).expanduser().absolute()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "zerodl"


def download(urls, path, sha256=None, size=None, timeout=30, progress=True):
    """Bring a file from the first address that has it; a file that is there already stays as it is.

    What comes goes to ``NAME.part`` beside it. If the connection breaks off, now or by stopping the process, the next
    try asks for the rest; the sum of the whole decides whether it is the right file, and then it takes its name.
    Several processes at once take turns, and the others find what the first has brought. (On Windows, which has no such
    locks, each has a part of its own, which another process does not go on with.)

    Args:
        urls: one address, or several of the same file, http or https, which are tried in order.
        sha256: the sum of the file, in hex; without one, nothing is checked but the length that the server states, and
            a broken download begins anew.
        size: the number of bytes, if known: a server that sends more is stopped.
        timeout: seconds without a byte until a connection counts as broken.
        progress: show a bar.
    Returns: the path.
    Raises: DownloadError, which says what each address answered, and where to put the file by hand.
    """
    path = Path(path)
    urls = [urls] if isinstance(urls, str) else list(urls)
    if not urls or not all(url.startswith(("http://", "https://")) for url in urls):
        raise ArgumentError(f"download: expected addresses that begin with http:// or https://, got {urls}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with _part(path) as (part, file):
                if not path.exists():  # another process may have brought it while this one waited
                    _bring(urls, path, file, sha256, size, timeout, progress)
                    os.fsync(file.fileno())
                    if sys.platform != "win32":  # still locked: who waits for the lock then finds the file
                        replace(part, path)
            if not path.exists():
                replace(part, path)
            sync_folder(path.parent)
    except PermissionError as cause:
        raise DownloadError(
            f"{path.name} cannot be written into {path.parent}: {cause.strerror}; set ZERODL_DATA to a folder of yours"
        ) from cause
    if sha256 is not None and (found := digest(path)) != sha256:
        raise DownloadError(
            f"{path} is not the file expected: its SHA-256 begins with {found[:8]}, not {sha256[:8]}; move it away, "
            "and it is downloaded anew"
        )
    return path


def digest(path):
    """The SHA-256 of a file, in hex."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bring(urls, path, file, sha256, size, timeout, progress):
    """Fill the open file from one of the addresses."""
    from .transfer import Refused  # here, because urllib takes longer to import than all of zerodl.data

    reasons = []
    for url in urls:
        try:
            return _bring_from(url, path, file, sha256, size, timeout, progress)
        except Refused as reason:
            reasons.append(f"{url}: {reason}")
        except OSError as cause:  # of the file: what the network raises has become Broken or Refused
            if isinstance(cause, PermissionError):
                raise
            raise DownloadError(
                f"{path.name} could not be written into {path.parent}: {cause.strerror}; free some space, or set "
                "ZERODL_DATA to another folder. What has come so far is kept, and the next try goes on from there"
            ) from cause
    raise DownloadError(
        f"{path.name} could not be downloaded ({'; '.join(reasons)}); try again later, or put the file into "
        f"{path.parent} yourself"
    )


def _bring_from(url, path, file, sha256, size, timeout, progress):
    """Fill the open file from one address, with as many tries as bring it further; Refused if that does not help."""
    from .transfer import Broken, Refused, transfer

    tries, furthest, broken = 0, 0, None
    while True:
        resumed = sha256 is not None and 0 < _length(file) and (size is None or _length(file) <= size)
        if resumed and _matches(file, sha256):  # whole already, whatever length the server stated
            return
        if not resumed:
            file.truncate(0)
        if tries == TRIES:
            raise Refused(str(broken)) from broken
        if tries:
            time.sleep(PAUSE * 2 ** (tries - 1))
        try:
            transfer(url, file, size, timeout, path.name if progress else None)
        except Broken as reason:
            tries = 1 if _length(file) > furthest else tries + 1
            furthest, broken = max(furthest, _length(file)), reason
            continue
        if sha256 is None or _matches(file, sha256):
            return
        got = _length(file)
        file.truncate(0)
        if not resumed:
            raise Refused(f"sent {got} bytes that are not the file expected: their SHA-256 is another")


def _length(file):
    return os.fstat(file.fileno()).st_size


def _matches(file, sha256):
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest() == sha256


@contextmanager
def _part(path):
    """The path of the partial file, and the file, open without a buffer and, where that can be done, locked."""
    if sys.platform == "win32":
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with part.open("a+b", buffering=0) as file:
            yield part, file
        return
    import fcntl

    part, own = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.{os.getpid()}.part")
    while True:
        with part.open("a+b", buffering=0) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
            except OSError:  # a network disk without locks
                if part != own and not _length(file):
                    part.unlink(missing_ok=True)
                part = own
            if part.exists() and os.path.samestat(part.stat(), os.fstat(file.fileno())):
                yield part, file
                if path.exists() and part.exists() and not _length(file):
                    part.unlink()  # opened only to wait
                return
