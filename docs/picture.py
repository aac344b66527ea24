"""Draw docs/picture.svg, the picture in the README: `make picture`.

Nothing in it is made up: the gap is read from the package, the graph is drawn after a backward pass, and the digits
and the curve are those of a network that this script trains.
"""

import inspect
import re
from html import escape
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import zerodl
from zerodl import nn, optim
from zerodl.autograd import Value
from zerodl.course.answer import GAP
from zerodl.data import DataLoader, TensorDataset
from zerodl.ops.elementwise import mul_grad
from zerodl.viz import draw
from zerodl.viz.svg import page

EXERCISE = "ops.elementwise.mul_grad"
EPOCHS = 20
WIDTH, TOP, BOTTOM = 1030, 34, 320  # the first row begins at TOP, the second at BOTTOM
COLUMNS, ROWS = 8, 2  # of digits


def main():
    """Make the three parts and write them side by side."""
    accuracies, images, labels, guesses = train()
    result = f"{100 * accuracies[-1]:.1f} % right on {len(labels)} unseen digits"
    parts = [
        heading(0, 0, "1", "You fill a gap in the framework"),
        *code_cells(0, TOP),
        heading(424, 0, "2", "Values go forwards, gradients come back"),
        at(draw(fitted_line()).svg, 410, TOP - 14),
        heading(0, BOTTOM - 30, "3", f"A network learns with it: {result}"),
        *digits(0, BOTTOM, images, labels, guesses),
        *curve(690, BOTTOM, 340, 110, accuracies),
    ]
    title = "A gap in a lesson, the graph it is about, and the network that trains on the answer"
    Path(__file__).with_name("picture.svg").write_text(page(WIDTH, BOTTOM + 132, parts, title), encoding="utf-8")


def fitted_line():
    """The result y of w·x + b, after its backward pass."""
    w, x, b = Value(2.0, label="w"), Value(-3.0, label="x"), Value(10.0, label="b")
    product = w * x
    product.label = "w*x"
    y = product + b
    y.label = "y"
    y.backward()
    return y


def train():
    """Train on three quarters of the digits; return the accuracy on the rest by epoch, and the rest with guesses."""
    images, labels = load_digits(return_X_y=True)
    images = images / 16
    split = train_test_split(images, labels, test_size=0.25, stratify=labels, random_state=0)
    train_images, held_images, train_labels, held_labels = split
    zerodl.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    dataset = TensorDataset(zerodl.tensor(train_images, dtype=zerodl.float32), zerodl.tensor(train_labels))
    held = zerodl.tensor(held_images, dtype=zerodl.float32)
    accuracies = []
    for _ in range(EPOCHS):
        for x, y in DataLoader(dataset, batch_size=64, shuffle=True):
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with zerodl.no_grad():
            guesses = model(held).argmax(dim=1).numpy()
        accuracies.append(float(np.mean(guesses == held_labels)))
    return accuracies, held_images, held_labels, guesses


def code_cells(x, y):
    """The exercise's two cells as a notebook shows them: the gap, and the check."""
    first_line, summary = inspect.getsource(mul_grad).splitlines()[1], inspect.getdoc(mul_grad).splitlines()[0]
    gap = [f'@exercise("{EXERCISE}")', first_line, f'    """{summary}"""', f"    {GAP}"]
    return [*cell(x, y, gap), *cell(x, y + 124, [f'check("{EXERCISE}")'])]


def cell(x, y, lines):
    """A box with lines of code."""
    height = 22 * len(lines) + 20
    yield f'<rect class="zg-card" x="{x}" y="{y}" width="385" height="{height}" rx="7"/>'
    yield f'<rect class="zg-frame" x="{x}" y="{y}" width="385" height="{height}" rx="7"/>'
    for number, line in enumerate(lines):
        colour = "zg-grad" if GAP in line else "zg-ink"
        yield text(x + 12, y + 25 + 22 * number, line, 11.5, f"{colour} zg-name", 'xml:space="preserve"')


def digits(x, y, images, labels, guesses):
    """Two rows of unseen digits, the network's answer under each; a wrong one in the colour of gradients."""
    for number in range(COLUMNS * ROWS):
        left, top = x + 80 * (number % COLUMNS), y + 66 * (number // COLUMNS)
        pixels = images[number].reshape(8, 8)
        for row, column in np.argwhere(pixels > 0):
            place = f'x="{left + 5 * column}" y="{top + 5 * row}" width="5.2" height="5.2"'
            yield f'<rect class="zg-ink" {place} fill-opacity="{pixels[row, column]:.2f}"/>'
        colour = "zg-value" if guesses[number] == labels[number] else "zg-grad"
        yield text(left + 50, top + 27, str(guesses[number]), 18, f"{colour} zg-name")


def curve(x, y, width, height, accuracies):
    """The accuracy by epoch, from 80 % at the bottom to 100 % at the top."""

    def place(epoch, accuracy):
        return f"{x + width * epoch / (EPOCHS - 1):.1f},{y + height * (1 - max(0, accuracy - 0.8) / 0.2):.1f}"

    for percent in (80, 90, 100):
        level = y + height * (1 - (percent - 80) / 20)
        yield f'<path class="zg-line" style="stroke-opacity:.3" d="M{x},{level:.1f}h{width}"/>'
        yield text(x - 8, level + 4, f"{percent} %", 10.5, "zg-soft", 'text-anchor="end"')
    points = " L".join(place(epoch, accuracy) for epoch, accuracy in enumerate(accuracies))
    yield f'<path fill="none" style="stroke:var(--zg-value)" stroke-width="2.5" d="M{points}"/>'
    yield text(x + width, y + height + 16, f"{EPOCHS} epochs", 10.5, "zg-soft", 'text-anchor="end"')


def heading(x, y, number, words):
    """A numbered line above a part."""
    return text(x, y + 14, number, 15, "zg-grad zg-name") + text(x + 20, y + 14, words, 15, "zg-ink")


def text(x, y, words, size, classes, more=""):
    """One line of text; x and y are the left end of its base line."""
    return f'<text class="{classes}" x="{x}" y="{y:.1f}" font-size="{size}" {more}>{escape(words)}</text>'


def at(svg, x, y):
    """A picture as a part of another one."""
    return re.sub(r'style="[^"]*"', f'x="{x}" y="{y}"', svg, count=1)


if __name__ == "__main__":
    main()
