"""The best training of the digits network that we found: it never sees the same image twice.

Each time an image comes it is turned, moved by up to an eighth, stretched and slanted a little. Dropout, weight decay
and one cycle of the learning rate help, each by a little; moving helps most.
"""

import math

from .. import nn, optim
from ..autograd.tensor import Tensor
from ..data.loader import DataLoader
from ..data.transforms import RandomAffine
from ..optim.lr_scheduler import OneCycleLR
from ..train import Trainer


class VariedTrainer(Trainer):
    """A Trainer whose model, while it learns, gets every image changed at random."""

    def __init__(self, *args, change, **settings):
        super().__init__(*args, **settings)
        self.change = change

    def forward(self, batch):
        """(scores, labels, loss) for a batch of images (B, pixels)."""
        if not self.model.training:
            return super().forward(batch)
        images, labels = batch
        side = math.isqrt(images.shape[1])
        return super().forward((Tensor(self.change(images.array.reshape(-1, 1, side, side))).flatten(1), labels))


def train_varied(training, held_out, epochs=60, batch_size=64, lr=3e-3, callbacks=()):
    """A Trainer that has trained a new network on images that vary; see ``zerodl.recipes.digits.train``."""
    loader = DataLoader(training, batch_size=batch_size, shuffle=True)
    trainer = VariedTrainer(
        make_model(training.tensors[0].shape[1]),
        "cross_entropy",
        lambda parameters: optim.AdamW(parameters, lr=lr, weight_decay=0.01),
        metrics="accuracy",
        scheduler=lambda optimizer: OneCycleLR(optimizer, max_lr=lr, total_steps=epochs * len(loader)),
        schedule="step",
        callbacks=callbacks,
        change=RandomAffine(10, translate=(1 / 8, 1 / 8), scale=(0.9, 1.1), shear=8, interpolation="bilinear"),
    )
    trainer.fit(loader, epochs, held_out, verbose=False)
    return trainer


def make_model(pixels=64):
    """The network of ``zerodl.recipes.digits`` with dropout after each hidden layer."""
    return nn.Sequential(
        nn.Linear(pixels, 512), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(256, 10),
    )  # fmt: skip
