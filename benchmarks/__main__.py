"""``python -m benchmarks``, which is `make bench`: what zerodl takes and what PyTorch takes, side by side."""

from . import loader, mlp, tape

tape.run()
print()
mlp.run()
print()
loader.run()
