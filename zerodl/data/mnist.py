"""MNIST and Fashion-MNIST: 70,000 small grey images in ten classes each."""

from ..errors import FileError
from .idx import read_idx
from .image_set import ImageSet, check_labels
from .resource import Resource, folder_of, require


class MNIST(ImageSet):
    """Handwritten digits, 28 × 28: 60,000 to train on, by some 250 people, and 10,000 to test on, by others.

    Nothing is downloaded unless ``download`` says so (11.6 MB for both parts). The files lie in ``root/MNIST/raw``.

    Args:
        root: the folder; None takes the cache folder, or what the environment variable ZERODL_DATA names.
        train: the training part, or the test part.
        transform, target_transform, download: see ``ImageSet``; whether missing files are downloaded.
    Raises: MissingDataError if the files are not there; DownloadError; FileError if one is damaged.
    Source: LeCun, Cortes and Burges (1998); torchvision.datasets.MNIST.
    """

    mirrors = (
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    )
    resources = (
        Resource(
            "train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", 9912422
        ),
        Resource(
            "train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", 28881
        ),
        Resource(
            "t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", 1648877
        ),
        Resource(
            "t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", 4542
        ),
    )
    names = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.train = train
        title = type(self).__name__
        folder = folder_of(title, root, "raw")
        wanted = self.resources[:2] if train else self.resources[2:]
        images_path, labels_path = require(title, wanted, folder, self.mirrors, download)
        images, labels = read_idx(images_path), read_idx(labels_path)
        if images.ndim != 3 or images.dtype != "u1" or labels.ndim != 1 or labels.dtype != "u1":
            raise FileError(
                f"{title}: expected bytes (B, H, W) in {images_path} and (B,) in {labels_path}, got {images.dtype} "
                f"{images.shape} and {labels.dtype} {labels.shape}"
            )
        if len(images) != len(labels):
            raise FileError(f"{title}: {images_path} has {len(images)} images, {labels_path} {len(labels)} labels")
        check_labels(labels_path, labels, len(self.names))
        super().__init__(images, labels, self.names, transform, target_transform)


class FashionMNIST(MNIST):
    """Pictures of clothes in MNIST's form: 60,000 to train on and 10,000 to test on; harder than digits.

    Args: as for ``MNIST``; both parts have 30.9 MB, and the files lie in ``root/FashionMNIST/raw``.
    Source: Xiao, Rasul and Vollgraf (2017); torchvision.datasets.FashionMNIST.
    """

    mirrors = (
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    )
    resources = (
        Resource(
            "train-images-idx3-ubyte.gz", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", 26421880
        ),
        Resource(
            "train-labels-idx1-ubyte.gz", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", 29515
        ),
        Resource(
            "t10k-images-idx3-ubyte.gz", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", 4422102
        ),
        Resource(
            "t10k-labels-idx1-ubyte.gz", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", 5148
        ),
    )
    names = (
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    )  # fmt: skip
