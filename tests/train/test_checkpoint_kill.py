"""kill -9, fifty times, at moments that nobody chose: the run goes on each time as the run that was never stopped."""

import subprocess
import sys

import pytest

# One process is set up once. For every kill it forks a child, which goes on from the folder, saves after each step and
# says so; after none, one or two of them, and a random time of about a step's length, the child is killed. Then the
# parent loads what is there and compares it with the run that was never stopped, of which it knows every step. Children
# go on from one another's checkpoints, so a difference anywhere would be there in all that follow.
SCRIPT = """
import hashlib, os, random, signal, sys, time, traceback, warnings
import zerodl
from pathlib import Path
from zerodl import nn, optim
from zerodl.data import DataLoader, TensorDataset
from zerodl.train import CheckpointFolder

KILLS, STEPS, WIDTH = 50, 600, 100
folder, rng = sys.argv[1], random.Random(0)
warnings.simplefilter("error")
zerodl.manual_seed(1)
data = TensorDataset(zerodl.randn(60, 8), zerodl.randint(0, 3, (60,)))


class Run:
    def __init__(self, seed):
        zerodl.manual_seed(seed)
        self.model = nn.Sequential(nn.Linear(8, WIDTH), nn.BatchNorm1d(WIDTH), nn.ReLU(), nn.Dropout(0.2),
                                   nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Linear(WIDTH, 3))
        self.optimizer = optim.Adam(self.model.parameters(), lr=1e-3)
        self.loader = DataLoader(data, batch_size=8, shuffle=True)

    def parts(self):
        return {"model": self.model, "optimizer": self.optimizer, "loader": self.loader}

    def steps(self):
        while True:
            for x, y in self.loader:
                loss = nn.functional.cross_entropy(self.model(x), y)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
                yield

    def digest(self):
        digest = hashlib.sha256(repr((self.loader.state_dict(), zerodl.get_rng_state())).encode())
        states = [self.model.state_dict(), *self.optimizer.state_dict()["state"].values()]
        for value in (value for state in states for value in state.values()):
            digest.update(value.array.tobytes() if hasattr(value, "array") else repr(value).encode())
        return digest.hexdigest()


def train(report):
    run, kept = Run(seed=7), CheckpointFolder(folder, keep_last=2)
    values = kept.load(**run.parts())
    step = values["step"] if values else 0
    for _ in run.steps():
        step += 1
        kept.save(step, **run.parts())
        report(step)
        if step == STEPS:
            signal.pause()


straight = Run(seed=7)
known = [straight.digest()]
for _ in straight.steps():
    known.append(straight.digest())
    if len(known) > STEPS:
        break

promised, half_written, pace = 0, 0, 0.02
for _ in range(KILLS):
    hear, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            train(lambda step: os.write(tell, f"{step}\\n".encode()))
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(tell)
    with os.fdopen(hear) as said:
        start, waits = time.perf_counter(), rng.choice((0, 1, 1, 2))
        told = [said.readline() for _ in range(waits)]
        pace = (time.perf_counter() - start) / waits if waits else pace
        time.sleep(rng.uniform(0, 1.5 * pace))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "the child ended by itself"
        promised = max([promised, *map(int, told), *map(int, said.read().split())])
    half_written += any(path.suffix == ".tmp" for path in Path(folder).glob(".*"))

    run = Run(seed=99)
    values = CheckpointFolder(folder, keep_last=2).load(**run.parts())
    step = values["step"] if values else 0
    assert step >= promised, (step, promised)
    if values:
        assert run.digest() == known[step], f"step {step} is not what it would have been"

kept = CheckpointFolder(folder, keep_last=2)
kept.load(**run.parts())
kept.save(step + 1, **run.parts())
assert len(list(Path(folder).iterdir())) == 2, "what killed runs left is still there"
print(step, half_written)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 and no fork")
def test_fifty_times_killed_at_any_moment_the_run_goes_on_as_if_it_had_not_been(tmp_path):
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "run")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    last_step, half_written = map(int, done.stdout.split())
    assert last_step > 25
    assert half_written  # so some were killed in the middle of writing
