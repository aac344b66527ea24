"""``python -m benchmarks``, which is `make bench`: every benchmark, each beside PyTorch in the same run."""

from . import tape

for benchmark in (tape,):
    benchmark.run()
