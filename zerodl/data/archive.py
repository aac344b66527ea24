"""Unpacking what is wanted of an archive, and nothing else of it."""

import gzip
import tarfile
import zlib

from ..atomic import write_atomic
from ..errors import FileError

PIECE = 1 << 20


def unpack(archive, names, folder):
    """Unpack the files of these names from a tar archive into a folder, each whole or not at all.

    Only these are written, where they are asked for: other names in the archive, which may lead anywhere, and links are
    left alone.
    """
    missing = set(names)
    try:
        with tarfile.open(archive, "r:*") as tar:
            for member in tar:
                if member.name in missing and member.isfile():
                    path = folder / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    write_atomic(path, _pieces(tar.extractfile(member)))
                    missing.discard(member.name)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as cause:
        raise FileError(f"{archive} is damaged or cut off: {cause}") from cause
    if missing:
        raise FileError(f"{archive}: {', '.join(sorted(missing))} is not in it")


def _pieces(file):
    while piece := file.read(PIECE):
        yield piece
