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
    x.mul_(2, 3, 4)  # call-arg
    x.relu_(inplace=True)  # call-arg
    x.add_([1.0, 2.0])  # arg-type
    x.reshape((2,), 3)  # call-overload
    x.new_zeros("2")  # arg-type
    x.to(3.5)  # arg-type
    x.sort(decending=True)  # call-arg
    x.sort().order.sum()  # attr-defined
    x.var_mean().var.sum()  # attr-defined
    x.split([1, 2]).sum()  # attr-defined
    x.unique(return_counts=True).numpy()  # attr-defined
    x.nonzero(as_tuple=True).tolist()  # attr-defined
    x.div(2, rounding_mode="up")  # arg-type
    x.scatter_(0, labels, x, 0.5)  # call-arg
    x.stride(0).bit_count().real.sum()  # attr-defined
    x.normal_(generator=0)  # arg-type
    x.ndim = 2  # misc
    x.T.matmul(2.0)  # arg-type
    x & "mask"  # operator
    ~x + "1"  # operator
    "weights" @ x  # operator
    2 @ x  # operator
    x.float32()  # attr-defined
    labels.long(zerodl.int64)  # call-arg
    zerodl.cat(x)  # arg-type
    zerodl.stack([x, 1.0])  # list-item
    zerodl.zeros(2, 3, device=0.5)  # arg-type
    zerodl.full((2, 3))  # call-arg
    zerodl.randn(2, 3, generator=1234)  # arg-type
    zerodl.exp(2.0)  # arg-type
    zerodl.meshgrid(x, x, indexing="yx")  # arg-type
    zerodl.linalg.norm(x, "frob")  # arg-type
    zerodl.linalg.svd(x).V.sum()  # attr-defined
    zerodl.linalg.solve(x)  # call-arg
    F.pad(x, 1)  # arg-type
    F.gelu(x, approximate=True)  # arg-type
    total: int = x.sum()  # assignment
    largest, smallest, middle = x.aminmax()  # misc
    del total, largest, smallest, middle
