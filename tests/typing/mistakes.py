"""Slips of the pen, one a line. A type checker must find each, as the kind of mistake that stands behind it."""

import zerodl
from zerodl import nn
from zerodl.nn import functional as F


def slips(x: zerodl.Tensor, labels: zerodl.Tensor) -> None:
    x.summ()  # attr-defined
    x.sum(axis=0)  # call-arg
    x.mean(dim="rows")  # arg-type
    x.transpose(0)  # call-arg
    x.reshape("2, 3")  # arg-type
    x + [1.0, 2.0]  # operator
    x @ "weights"  # operator
    x.grad.zero_()  # union-attr
    x.max(dim=1).positions.sum()  # attr-defined
    x.shape = (2, 3)  # misc
    x[1.5]  # index
    x.backward(retain=True)  # call-arg
    labels.numpy().detach()  # attr-defined
    zerodl.zeros(2, 3, requires_grads=True)  # call-arg
    zerodl.arange("3")  # arg-type
    zerodl.sum(x, dims=0)  # call-arg
    zerodl.cross_entropy(x, labels, reduction="avg")  # arg-type
    zerodl.tanhh(x)  # attr-defined
    F.relu(x, inplace=True)  # call-arg
    F.softmax(x)  # call-arg
    nn.Linear(4)  # call-arg
    nn.Lineer(4, 2)  # attr-defined
    total: int = x.sum()  # assignment
    del total
