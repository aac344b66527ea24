"""An array as frameworks keep it, small enough to read: a flat block, a shape, strides and an offset.

The readable reference for NumPy's arrays, as Value is for tensors' gradients. Everything that concerns places in memory
goes through ``strides``; NumPy is left with the arithmetic.
"""

import numpy as np

from ..backend import array_module
from ..errors import IndexingError
from .strides import broadcast_shape, broadcast_strides, contiguous_copy, contiguous_strides, index_view


class Strided(np.lib.mixins.NDArrayOperatorsMixin):
    """A flat block of memory, seen by way of a shape, strides and an offset. Operators work as on NumPy's arrays.

    Args:
        block: a flat array. shape: a tuple of lengths.
        strides: elements from one index to the next, for each axis; None means row by row.
        offset: where the first element lies.
    Example:
        >>> x = Strided(np.arange(12), (3, 4))
        >>> x.T[::2]
        Strided, shape (2, 3), strides (2, 4), offset 0:
        [[ 0  4  8]
         [ 2  6 10]]
        >>> (x[:, :1] + x[0]).numpy()[2].tolist()
        [8, 9, 10, 11]
    """

    def __init__(self, block, shape, strides=None, offset=0):
        self.block = block
        self.shape = tuple(shape)
        self.strides = contiguous_strides(self.shape) if strides is None else tuple(strides)
        self.offset = offset

    @classmethod
    def of(cls, array):
        """A NumPy array as a Strided; they share memory if the array's elements lie row by row."""
        return cls(np.ravel(array), np.shape(array))

    @property
    def ndim(self):
        """The number of axes."""
        return len(self.shape)

    @property
    def dtype(self):
        """The kind of number, the block's."""
        return self.block.dtype

    def __len__(self):
        return self.shape[0]

    # --- views: a new way to look at the same block -------------------------------------------------------------------

    @property
    def T(self):
        """The axes in the opposite order."""
        return Strided(self.block, self.shape[::-1], self.strides[::-1], self.offset)

    def __getitem__(self, key):
        key = key if isinstance(key, tuple) else (key,)
        return Strided(self.block, *index_view(self.shape, self.strides, self.offset, key))

    def expand(self, shape):
        """This array as if it had a larger shape."""
        return Strided(self.block, shape, broadcast_strides(self.shape, self.strides, shape), self.offset)

    # --- elements -----------------------------------------------------------------------------------------------------

    def numpy(self):
        """A NumPy array that looks at the same elements."""
        self._refuse_outside()
        flat = self.block[self.offset :]
        in_bytes = [stride * flat.itemsize for stride in self.strides]
        return array_module(flat).lib.stride_tricks.as_strided(flat, self.shape, in_bytes)

    def _refuse_outside(self):
        """Elements outside of the block would be somebody else's memory."""
        if 0 in self.shape:
            return
        reach = [(length - 1) * stride for length, stride in zip(self.shape, self.strides)]
        first = self.offset + sum(r for r in reach if r < 0)
        last = self.offset + sum(r for r in reach if r > 0)
        if first < 0 or last >= self.block.size:
            raise IndexingError(
                f"Strided: shape {self.shape}, strides {self.strides}, offset {self.offset} reach from {first} to "
                f"{last}, outside of a block of {self.block.size} elements"
            )

    def __setitem__(self, key, value):
        self[key].numpy()[...] = value

    def is_contiguous(self):
        """Whether the elements lie one after the other, row by row."""
        usual = contiguous_strides(self.shape)
        return all(s == u or n <= 1 for s, u, n in zip(self.strides, usual, self.shape))

    def contiguous(self):
        """The same elements row by row in a block of their own; itself if they lie so already."""
        if self.is_contiguous():
            return self
        return Strided.of(contiguous_copy(self.block, self.shape, self.strides, self.offset))

    def __array__(self, dtype=None, copy=None):
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **settings):
        """Arithmetic: each input is expanded to the shape of the result, and NumPy goes through the elements.

        ``x += y`` comes here with x as ``out`` too: NumPy then writes where x's elements lie.
        """
        if method != "__call__":
            return NotImplemented
        shape = broadcast_shape(*(np.shape(x) for x in inputs))
        arrays = [(x if isinstance(x, Strided) else Strided.of(x)).expand(shape).numpy() for x in inputs]
        if out is None:
            return Strided.of(ufunc(*arrays, **settings))
        ufunc(*arrays, out=out[0].numpy() if isinstance(out[0], Strided) else out[0], **settings)
        return out[0]

    def __repr__(self):
        return f"Strided, shape {self.shape}, strides {self.strides}, offset {self.offset}:\n{self.numpy()}"
