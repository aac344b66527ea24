"""``python -m benchmarks``, which is `make bench`: what zerodl takes and what PyTorch takes, side by side."""

from . import mlp, tape

tape.run()
print()
mlp.run()
