"""A program as someone who knows PyTorch writes it: it must run, and a type checker must find nothing wrong in it."""

import numpy as np

import zerodl
from zerodl import Tensor, nn, optim
from zerodl.data import DataLoader, TensorDataset
from zerodl.nn import functional as F


class Net(nn.Module):
    """Two layers, which start as the caller says."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, hidden), nn.ReLU())
        self.head = nn.Linear(hidden, 3, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.body(x.view(x.size(0), -1)))


def train(model: nn.Module, loader: DataLoader, epochs: int) -> list[float]:
    """The mean loss of each epoch."""
    optimizer = optim.Adam(model.parameters(), lr=1e-2, betas=(0.9, 0.99))
    history: list[float] = []
    model.train()
    for _ in range(epochs):
        losses = []
        for x, y in loader:
            loss: Tensor = F.cross_entropy(model(x), y, reduction="mean")
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history.append(sum(losses) / len(losses))
    return history


@zerodl.no_grad()
def accuracy(model: nn.Module, x: Tensor, y: Tensor) -> float:
    """The share of the rows whose largest score stands where y says."""
    model.eval()
    scores, guesses = model(x).max(dim=1)
    assert np.isfinite(scores.numpy()).all()
    right: int = (guesses == y).sum().item()
    return right / len(y)


def tensors() -> dict[str, Tensor]:
    """Numbers, arrays and tensors with each other; settings by position and by name; indices of every kind."""
    x = zerodl.randn(2, 3, requires_grad=True)
    rows, columns = x.shape
    stretched = x.T.reshape(columns * rows) / np.float32(2) - np.ones(rows * columns, dtype=np.float32)
    y = (2.0 * x + 1 - x**2).tanh().relu() @ zerodl.ones((3, 2), dtype=zerodl.float32)
    picked = x[0, 1:] * x[..., None, -1].mean()
    chosen = x[np.array([True, False]), [0]] + x[x > 0].sum(dim=0, keepdim=True)
    total = zerodl.sum(y, dim=(0, 1)) + zerodl.where(x > 0, x, 0.0).amax() + x.softmax(-1).max() + chosen.mean()
    total.backward()
    if x.grad is not None:
        x.grad.zero_()
    with zerodl.no_grad():
        x -= 0.1 * x.detach().to(zerodl.float64).float()
        x[0] = 0
    best = x.max(1)
    (slope,) = zerodl.autograd.grad((x * x).sum(), [x])
    answers = {"stretched": stretched, "y": y, "picked": picked, "best": best.values, "where": best.indices}
    return answers | {"slope": slope, "double": zerodl.tensor([[1, 2], [3, 4]], dtype="float64").double()}


def main() -> None:
    """Fit sixty random rows."""
    zerodl.manual_seed(0)
    x, y = zerodl.randn(60, 4), zerodl.arange(60)
    y = zerodl.from_numpy(y.numpy() % 3)
    model = Net(hidden=16)
    history = train(model, DataLoader(TensorDataset(x, y), batch_size=20, shuffle=True), epochs=5)
    print(f"loss {history[-1]:.3f}, accuracy {accuracy(model, x, y):.0%}, {', '.join(tensors())}")


if __name__ == "__main__":
    main()
