"""CIFAR-10: 60,000 small colour photographs in ten classes."""

import numpy as np

from ..errors import FileError
from .archive import unpack
from .image_set import ImageSet, check_labels
from .resource import Resource, folder_of, require

RECORD = 1 + 3 * 32 * 32  # a label, then the red, the green and the blue of each pixel
FOLDER = "cifar-10-batches-bin"


class CIFAR10(ImageSet):
    """Photographs of animals and vehicles, 32 × 32 in colour: 50,000 to train on and 10,000 to test on.

    Nothing is downloaded unless ``download`` says so: the binary version (170 MB), which, unlike the one for Python,
    needs no pickle, and a pickle runs whatever code its writer wanted. It lies in ``root/CIFAR10``, where its six files
    are unpacked beside it.

    Args: root, train, transform, target_transform, download: as for ``MNIST``.
    Raises: MissingDataError if the files are not there; DownloadError; FileError if one is damaged.
    Source: Krizhevsky (2009), "Learning multiple layers of features from tiny images"; torchvision.datasets.CIFAR10,
        whose ``data`` has the channels last.
    """

    mirrors = (
        "https://www.cs.toronto.edu/~kriz/",
        "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/",
    )
    resources = (
        Resource(
            "cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", 170052171
        ),
    )
    names = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.train = train
        folder = folder_of("CIFAR10", root)
        training = [f"data_batch_{i}.bin" for i in range(1, 6)]
        if not all((folder / FOLDER / name).exists() for name in [*training, "test_batch.bin"]):
            (archive,) = require("CIFAR10", self.resources, folder, self.mirrors, download)
            unpack(archive, [f"{FOLDER}/{name}" for name in [*training, "test_batch.bin"]], folder)
        parts = [_read(folder / FOLDER / name) for name in (training if train else ["test_batch.bin"])]
        images, labels = (np.concatenate(part) for part in zip(*parts))
        super().__init__(images, labels, self.names, transform, target_transform)


def _read(path):
    content = path.read_bytes()
    if not content or len(content) % RECORD:
        raise FileError(f"{path} has {len(content)} bytes, expected records of {RECORD}; remove it to unpack it again")
    records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
    check_labels(path, records[:, 0], 10)
    return records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0]
