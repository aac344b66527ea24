"""A model on a GPU, which the strict stand-in for CuPy plays here, is trained on data that lie on the CPU."""

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from tests.train.jobs import line, squares
from zerodl import nn
from zerodl.train import Checkpoint, Doctor, EarlyStopping, NotFiniteError, TensorBoardWriter, Trainer, find_lr


def model(activation=nn.ReLU):
    zerodl.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 8), activation(), nn.Linear(8, 3)).double()


def trained(device, folder, activation=nn.ReLU):
    x, y = line(40)
    labels = (y[:, 0] > 0).long()
    doctor = Doctor(every=2, speak=False)
    saving = Checkpoint(folder / device, keep_last=1)
    board = TensorBoardWriter(folder / f"board-{device}", histograms=True)
    job = Trainer(model(activation).to(device), "cross_entropy", "sgd", metrics="accuracy", lr=0.1, accumulate=2,
                  clip_norm=1.0, callbacks=[doctor, EarlyStopping(), saving, board])  # fmt: skip
    zerodl.manual_seed(1)
    job.fit((x, labels), 4, (x, labels), batch_size=8, verbose=False)
    return job, doctor, x


@pytest.mark.parametrize("activation", [nn.ReLU, nn.Sigmoid], ids=["relu", "sigmoid"])
def test_a_training_there_is_the_one_on_the_cpu(tmp_path, activation):
    job, doctor, x = trained("cpu", tmp_path, activation)
    with installed():
        there, doctor_there, _ = trained("cuda", tmp_path, activation)
        assert there.predict(x).device.type == "cuda"
        np.testing.assert_allclose(there.predict(x).numpy(force=True), job.predict(x).numpy(), rtol=1e-12)
    for name in job.history:
        np.testing.assert_allclose(there.history[name], job.history[name], rtol=1e-12)
    assert str(doctor_there) == str(doctor)


def test_nan_and_learning_rates_are_found_there_too():
    x, y = line(40)
    with installed(), np.errstate(all="ignore"):
        net = nn.Sequential(nn.Linear(3, 8), nn.Linear(8, 1)).double().to("cuda")
        before = [p.numpy(force=True).copy() for p in net.parameters()]
        assert find_lr(net, squares, "sgd", (x, y), low=1e-4, high=1e3, batch_size=8).suggestion is not None
        for p, old in zip(net.parameters(), before):
            np.testing.assert_array_equal(p.numpy(force=True), old)
        with pytest.raises(NotFiniteError, match="at step"):
            Trainer(net, squares, "sgd", lr=1e4).fit((x, y), 1000, batch_size=8, verbose=False)
