"""Writing a file whole or not at all.

The content goes to a temporary file in the same folder, down to the disk, and then takes the name in one step. Stopping
the process at any instant, with kill -9 or the power switch, leaves the old content or the new one.
"""

import errno
import os
import secrets
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

LONGEST_START = 40  # characters of a file's name that its temporary file repeats: a long name must not become too long
OLD = 24 * 3600  # seconds; where files cannot be locked, a temporary file that nobody wrote to for a day has no writer


def write_atomic(path, content):
    """Write a file whole: whoever reads it, at any instant, finds the old content or the new one.

    The content goes to a temporary file in the same folder, down to the disk, and then takes the name. A file that
    was there keeps its mode and, as far as we may say so, its owner; a link keeps pointing to its file, which is the
    one written.

    Args: content: bytes; text, which is written as UTF-8 with its newlines as they are; or an iterable of pieces, each
        bytes or a contiguous array, which are written one after the other and need not all be in memory at once.
    Raises: OSError, which names the file, if the folder is missing or the disk is full, if the file or its folder must
        not be written, or if the name belongs to a folder or a device; the old content stays, and no temporary file.
    """
    path = Path(path)
    target = path.resolve()
    with _errors_named(path):
        _refuse_what_is_not_replaced(target)
        with _written_beside(target, content) as temporary:
            if target.exists() and sys.platform != "win32":  # where a mode is no more than a read-only flag
                _belong_to_the_same(temporary, target)
            replace(temporary, target)
    sync_folder(target.parent)


def create_new(path, content):
    """Write a file whole, as `write_atomic` does, but only if nothing has its name.

    Raises: FileExistsError if something has, be it made by another process a moment ago. Else as `write_atomic`.
    """
    path = Path(path)
    with _errors_named(path), _written_beside(path, content) as temporary:
        _give_free_name(temporary, path)
    sync_folder(path.parent)


def replace(source, target):
    """os.replace; on Windows with patience, because it fails while any process has either file open."""
    for _ in range(50 if sys.platform == "win32" else 0):
        try:
            return os.replace(source, target)  # noqa: PTH105 - the documented atomic one
        except PermissionError:
            time.sleep(0.02)
    return os.replace(source, target)  # noqa: PTH105


def sync_folder(folder):
    """Bring a new name down to the disk too, where the system lets a folder be synced (not on Windows)."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network file systems refuse, and a folder may be one that cannot be listed
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_abandoned(folder, start):
    """Remove the temporary files that killed processes left of files whose names begin like the pattern ``start``.

    A living writer holds a lock on its temporary file until the file has its name; the system gives the lock up when
    the process ends, however it ends. So what can be locked is abandoned. Where there are no locks, on Windows and on
    some network disks, a file must be a day old.

    Args: start: as for ``Path.glob``, matched against no more than the first 40 characters of a name.
    Returns: the names that were removed.
    """
    removed = []
    for temporary in sorted(Path(folder).glob(f".{start}*.tmp")):
        with suppress(OSError):  # gone already, or not ours to remove
            with temporary.open("r+b") as file:
                locked = _lock(file)
                old = time.time() - temporary.stat().st_mtime > OLD
                abandoned = old if locked is None else locked
                if abandoned and sys.platform != "win32":
                    temporary.unlink()
            if abandoned and sys.platform == "win32":  # where an open file cannot be removed, by anybody
                temporary.unlink()
            removed += [temporary.name] * abandoned
    return removed


@contextmanager
def _errors_named(path):
    """A ``with`` block whose OSErrors name the file that was asked for, and not a temporary one."""
    try:
        yield
    except OSError as cause:
        if cause.errno is None:
            raise
        raise OSError(cause.errno, f"{cause.strerror}; nothing was written", str(path)) from cause


def _refuse_what_is_not_replaced(path):
    """Raise what opening the file for writing would: the replacement itself would ask the folder only."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():  # a device, a pipe
        raise OSError(errno.EINVAL, "Not a plain file", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _belong_to_the_same(temporary, path):
    """Give the temporary file the mode and, where the system lets us, the owner and the group of the other."""
    old = path.stat()
    with suppress(OSError):
        os.chown(temporary, -1, old.st_gid)
        os.chown(temporary, old.st_uid, -1)
    temporary.chmod(stat.S_IMODE(old.st_mode))


@contextmanager
def _written_beside(path, content):
    """A temporary file beside ``path`` with the content safely on the disk; gone when the block is left."""
    if isinstance(content, str):
        content = content.encode("utf-8")
    temporary, file = _open_beside(path)
    try:
        with file:
            for piece in [content] if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform != "win32":
                yield temporary  # still locked: nobody takes it for abandoned
        if sys.platform == "win32":  # where an open file cannot be renamed
            yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _open_beside(path):
    """A new temporary file beside ``path``, open and locked; its path and the file."""
    while True:
        temporary = path.with_name(f".{path.name[:LONGEST_START]}.{secrets.token_hex(6)}.tmp")
        file = temporary.open("xb")  # open, unlike tempfile, gives a new file the user's usual mode
        if _lock(file) is not False and os.fstat(file.fileno()).st_nlink:
            return temporary, file
        file.close()  # remove_abandoned came between the opening and the lock, and took it for abandoned


def _lock(file):
    """Lock an open file for as long as this process has it open: True; False if another has it; None if nobody can."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _give_free_name(temporary, path):
    """Name the temporary file ``path``, or raise FileExistsError: never replace."""
    if sys.platform == "win32":
        os.rename(temporary, path)  # noqa: PTH104 - on Windows, and only there, it refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links, as on a memory stick: taking the name and filling it are two steps there
        path.open("xb").close()
        temporary.replace(path)
