"""IMDB: 50,000 film reviews that praise or damn."""

import gzip
import tarfile
import zlib

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import FileError
from .dataset import Dataset
from .resource import Resource, folder_of, require


class IMDB(Dataset):
    """Film reviews and whether they praise: 25,000 to train on and 25,000, of other films, to test on.

    Item i is a text and its class, 0 for "neg" and 1 for "pos". Nothing is downloaded unless ``download`` says so
    (84 MB). The archive lies in ``root/IMDB`` and is read as it is, in some seconds; it is never unpacked.

    Args: root, train, download: as for ``MNIST``. transform, target_transform: functions that a text, and a class
        number, go through each time they are asked for.
    Attributes: data: the texts, in the order of their numbers, first those of class 0. targets: class numbers (B,).
        ratings: the stars that the writer gave, 1 to 4 or 7 to 10 (B,). classes: ["neg", "pos"].
    Raises: MissingDataError if the archive is not there; DownloadError; FileError if it is damaged.
    Source: Maas, Daly, Pham, Huang, Ng and Potts (2011); torchtext.datasets.IMDB.
    """

    mirrors = ("https://ai.stanford.edu/~amaas/data/sentiment/",)
    resources = (
        Resource("aclImdb_v1.tar.gz", "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe", 84125825),
    )
    names = ("neg", "pos")

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.train, self.transform, self.target_transform = train, transform, target_transform
        self.classes = list(self.names)
        (archive,) = require("IMDB", self.resources, folder_of("IMDB", root), self.mirrors, download)
        reviews = sorted(_reviews(archive, "train" if train else "test"))
        if not reviews:
            raise FileError(f"{archive}: there are no reviews in it, expected aclImdb/train/pos/0_9.txt and alike")
        self.data = [text for *_, text in reviews]
        self.targets, self.ratings = (
            Tensor(np.array([review[place] for review in reviews], np.int64)) for place in (0, 2)
        )

    @property
    def fixed(self):
        """Whether an item is the same each time: unless a transform draws random numbers."""
        return self.transform is None and self.target_transform is None

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        text, target = self.data[i], int(self.targets.array[i])
        text = text if self.transform is None else self.transform(text)
        return text, target if self.target_transform is None else self.target_transform(target)

    def __repr__(self):
        return f"IMDB of {len(self)} reviews"


def _reviews(archive, part):
    """Each review of one part as (class, number, stars, text)."""
    try:
        with tarfile.open(archive, "r|*") as tar:  # a stream: the archive is gone through once
            for member in tar:
                folder, _, name = member.name.rpartition("/")
                if member.isfile() and folder in (f"aclImdb/{part}/neg", f"aclImdb/{part}/pos"):
                    number, _, stars = name.removesuffix(".txt").partition("_")
                    yield int(folder.endswith("pos")), int(number), int(stars), tar.extractfile(member).read().decode()
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValueError) as cause:
        raise FileError(f"{archive} is damaged or cut off: {cause}") from cause
