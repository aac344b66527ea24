"""``python -m benchmarks``, which is `make bench`: what zerodl takes and what PyTorch takes, side by side."""

from . import loader, mlp, optimizer, tape

tape.run()
print()
mlp.run()
print()
optimizer.run()
print()
loader.run()
