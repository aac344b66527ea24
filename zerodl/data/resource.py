"""Datasets that are files elsewhere: which they are, where they are kept, and what to do when they are missing."""

from pathlib import Path
from typing import NamedTuple

from ..errors import MissingDataError
from .download import cache_folder, download


class Resource(NamedTuple):
    """A file of a dataset: its name, the SHA-256 of what its publisher has, and its bytes."""

    name: str
    sha256: str
    size: int


def folder_of(name, root=None, *parts):
    """The folder of a dataset below ``root``; None is the cache folder."""
    return Path(cache_folder() if root is None else root).expanduser().joinpath(name, *parts)


def require(title, resources, folder, mirrors, fetch=False, progress=True):
    """The paths of a dataset's files, each downloaded if it is missing and ``fetch`` says so.

    A packed file may also lie there unpacked, as some programs leave it: without its ".gz".

    Args: mirrors: the beginnings of addresses, each of which goes before the file's name.
    Raises: MissingDataError if one is missing and is not to be downloaded: one sentence that says what to do.
    """
    paths = []
    for resource in resources:
        path = folder / resource.name
        unpacked = folder / resource.name.removesuffix(".gz")
        if fetch and not unpacked.exists():
            download([m + resource.name for m in mirrors], path, resource.sha256, resource.size, progress=progress)
        found = unpacked if unpacked.exists() else path
        if not found.exists():
            raise MissingDataError(
                f"{title}: {resource.name} ({resource.size / 1e6:.1f} MB) is not in {folder}; pass download=True to "
                "fetch it, or put it there"
            )
        paths.append(found)
    return paths
