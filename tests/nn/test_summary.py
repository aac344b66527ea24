"""The summary's table: rows, totals, and that it leaves the network as it was."""

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError, ShapeError

TABLE = """\
layer           input     output    parameters  share
─────────────────────────────────────────────────────
Sequential      (32, 64)  (32, 10)
  0 Linear      (32, 64)  (32, 20)       1,300  86.1%
  1 Sequential  (32, 20)  (32, 20)
    0 ReLU      (32, 20)  (32, 20)
  2 Linear      (32, 20)  (32, 10)         210  13.9%
─────────────────────────────────────────────────────
parameters  1,510
memory      6.04 kB of parameters, 8.19 kB of inputs, 6.4 kB of results"""


def net():
    return nn.Sequential(nn.Linear(64, 20), nn.Sequential(nn.ReLU()), nn.Linear(20, 10))


def test_the_table():
    found = nn.summary(net(), (32, 64))
    assert repr(found) == TABLE
    assert str(found) == TABLE
    assert found.total_parameters == found.trainable_parameters == 1510
    assert found.parameter_bytes == 6040
    assert found.input_bytes == 4 * 32 * 64
    assert found.output_bytes == 4 * 32 * (20 + 20 + 10)


def test_without_a_size():
    assert (nn.summary(net()).input_bytes, nn.summary(net()).output_bytes) == (0, 0)
    assert repr(nn.summary(net())) == "\n".join(
        [
            "layer           input  output  parameters  share",
            "────────────────────────────────────────────────",
            "Sequential",
            "  0 Linear                          1,300  86.1%",
            "  1 Sequential",
            "    0 ReLU",
            "  2 Linear                            210  13.9%",
            "────────────────────────────────────────────────",
            "parameters  1,510",
            "memory      6.04 kB of parameters",
        ]
    )


def test_names_within_lists_are_whole():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.blocks = [nn.Sequential(nn.Linear(2, 2)), nn.Linear(2, 2)]
            self.b = nn.ReLU()

        def forward(self, x):
            return self.b(self.blocks[1](self.blocks[0](x)))

    wanted = [(0, ""), (1, "blocks.0"), (2, "0"), (1, "blocks.1"), (1, "b")]
    assert [row[:2] for row in nn.summary(Net()).rows] == wanted
    assert [row[:2] for row in nn.summary(Net(), (1, 2)).rows] == wanted


def test_frozen_parameters_and_buffers_are_counted():
    model = net()
    model[0].requires_grad_(False)
    model.register_buffer("mean", zerodl.zeros(10))
    found = nn.summary(model)
    assert found.trainable_parameters == 210
    assert found.parameter_bytes == 6080
    assert "parameters  1,510, 1,300 of them frozen" in repr(found)


def test_a_layer_that_is_called_twice_counts_once():
    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(3, 3)
            self.idle = nn.Linear(100, 100)

        def forward(self, x):
            return self.layer(self.layer(x))

    found = nn.summary(Twice(), (1, 3))
    assert [(row.name, row.num_parameters) for row in found.rows] == [("", 0), ("layer", 12), ("layer", 0)]
    assert found.total_parameters == 12 + 10100


def test_several_inputs_outputs_and_other_dtypes():
    class Pick(nn.Module):
        def forward(self, table, index):
            return table[index], index

    found = nn.summary(Pick(), input_data=(zerodl.ones(5, 2), zerodl.tensor([1, 2, 3])))
    assert [row.input_shape for row in found.rows] == [[(5, 2), (3,)]]
    assert [row.output_shape for row in found.rows] == [[(3, 2), (3,)]]
    assert "(5, 2), (3,)" in repr(found)
    bilinear = nn.Bilinear(3, 4, 2)
    assert nn.summary(bilinear, [(5, 3), (5, 4)]).rows == nn.summary(bilinear, ((5, 3), (5, 4))).rows
    assert nn.summary(nn.Identity(), [2, 3]).rows[0].output_shape == [(2, 3)]
    assert nn.summary(nn.Identity(), (2,), dtype=np.int64).input_bytes == 16
    assert nn.summary(net().double(), (1, 64)).input_bytes == 8 * 64


def test_the_network_is_left_as_it_was():
    class Counts(nn.Module):
        def forward(self, x):
            assert not self.training
            assert not zerodl.is_grad_enabled()
            return x

    model = nn.Sequential(nn.Linear(2, 2), Counts())
    model[0].eval()
    zerodl.manual_seed(0)
    expected = zerodl.randn(3).tolist()
    zerodl.manual_seed(0)
    nn.summary(model, (1, 2))
    assert zerodl.randn(3).tolist() == expected
    assert [m.training for m in model.modules()] == [True, False, True]
    assert all(p.grad is None for p in model.parameters())
    assert not any(m._hooks.forward or m._hooks.forward_pre for m in model.modules())


def test_an_error_on_the_way_says_where():
    model = nn.Sequential(nn.Linear(4, 3), nn.Sequential(nn.ReLU(), nn.Linear(5, 2)))
    with pytest.raises(ShapeError) as caught:
        nn.summary(model, (1, 4))
    assert caught.value.__notes__ == [
        "summary: it happened on the way through Sequential on (1, 4) > 1 Sequential on (1, 3) > 1 Linear on (1, 3)"
    ]
    assert [m.training for m in model.modules()] == [True] * 5
    assert not any(m._hooks.forward for m in model.modules())


def test_what_is_no_model_or_size():
    with pytest.raises(DTypeError, match=r"summary: expected a module such as nn.Linear\(3, 2\), got <class"):
        nn.summary(nn.Linear)
    for size in ((1, -2), (1, "x"), 5, [(1, 2.5)]):
        with pytest.raises(ArgumentError, match=r"summary: expected a shape such as \(1, 784\), or a list of shapes"):
            nn.summary(nn.Identity(), size)


def test_nothing_to_count():
    assert nn.summary(nn.ReLU(), (2,)).total_parameters == 0
    assert "parameters  0" in repr(nn.summary(nn.Sequential()))
