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


def made() -> Tensor:
    """Tensors made in every way: from a shape, like another, from chance, from another library."""
    generator = zerodl.Generator(0)
    x = (
        zerodl.full((2, 3), zerodl.pi, dtype=zerodl.float32, device="cpu")
        + zerodl.zeros([2, 3])
        + zerodl.empty(size=(2, 3)) * 0
    )
    y = zerodl.rand(2, 3, generator=generator) + zerodl.zeros_like(x, dtype="float64") + x.new_ones(3, device=x.device)
    y += zerodl.randint(1, 7, (2, 3), generator=generator) * zerodl.eye(2, 3) + zerodl.from_dlpack(np.zeros(3))
    y.normal_(0, 2, generator=generator).clamp_(min=-1, max=zerodl.tensor(1.0)).mul_(2).masked_fill_(y > 1, 0)
    y[0].fill_(1).uniform_()
    y.requires_grad_().retain_grad()
    return y.detach().to("cpu").to(zerodl.float64).to(x).to(x.device, zerodl.float32, copy=True)


def rearranged(x: Tensor) -> tuple[Tensor, ...]:
    """Shapes by one argument or several; pieces as tuples; joined again."""
    shape: tuple[int, ...] = x.stride() if x.is_contiguous() and x.device.type == "cpu" else (x.stride(0), x.nbytes)
    y = x.reshape(3, 2).reshape((2, 3)).permute(1, 0).permute([1, 0]).expand(2, -1).flip(0, 1)
    y = y.flatten().view(shape=(2, 3)) * len(shape)
    first, *rest = y.split([1, 2], dim=1)
    top, bottom = y.unbind()
    rows, columns = zerodl.meshgrid(top, bottom, indexing="xy")
    joined = zerodl.cat([first, *rest], dim=-1) + zerodl.stack((top, bottom)) + zerodl.vstack(y.chunk(2))
    return (joined, rows @ columns, zerodl.atleast_2d(top).repeat(2, 2), *zerodl.nn.functional.pad(y, (1, 1)).hsplit(5))


def several(x: Tensor) -> dict[str, Tensor]:
    """Operations that give several results, by position and by name, and those whose settings decide what they give."""
    values, order = x.sort(descending=True, dim=-1)
    largest = x.topk(2, largest=True).indices + x.kthvalue(1, keepdim=True).indices + x.median(dim=0).indices[:1]
    variance, mean = zerodl.var_mean(x, dim=(0, 1), correction=0)
    low, high = x.aminmax()
    distinct, inverse, counts = order.unique(return_inverse=True, return_counts=True)
    places = x[(x > mean).nonzero(as_tuple=True)].sum() + x.nonzero().sum() + inverse.sum() + counts.sum()
    square = x.T @ x + zerodl.eye(3)
    q, r = zerodl.linalg.qr(square, mode="complete")
    scale = zerodl.linalg.svd(square, full_matrices=False).S.max() + zerodl.linalg.slogdet(square).logabsdet
    solution = zerodl.linalg.lstsq(square, q @ r).solution * zerodl.linalg.norm(square, "fro") + scale
    total = zerodl.einsum("ij,ij->", square, solution) + zerodl.tensordot(square, q, dims=([0], [1])).trace()
    close: bool = square.allclose(square.clone(), rtol=1e-4) and square.equal(square) and zerodl.is_tensor(square)
    assert close != (0.0 in square.exp())
    assert (x.max(x) == x).all()
    answers = {"sorted": values, "largest": largest, "variance": variance, "range": high - low, "places": places}
    return answers | {"distinct": distinct, "total": total, "last": x.cummax(dim=0).values[-1]}


def main() -> None:
    """Fit sixty random rows."""
    zerodl.manual_seed(0)
    x, y = zerodl.randn(60, 4), zerodl.arange(60)
    y = zerodl.from_numpy(y.numpy() % 3)
    model = Net(hidden=16)
    history = train(model, DataLoader(TensorDataset(x, y), batch_size=20, shuffle=True), epochs=5)
    print(f"loss {history[-1]:.3f}, accuracy {accuracy(model, x, y):.0%}, {', '.join(tensors() | several(made()))}")
    print(*(part.shape for part in rearranged(made())))


if __name__ == "__main__":
    main()
