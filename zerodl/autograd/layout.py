"""How a Tensor lies in memory."""

from ..kernels.strides import contiguous_strides


class Layout:
    """The methods of Tensor that tell where its elements are."""

    __slots__ = ()

    def stride(self, dim=None):
        """How many elements apart neighbours along each axis are, as a tuple; or along one axis.

        Source: torch.Tensor.stride
        Example:
            >>> import zerodl
            >>> x = zerodl.zeros(2, 3)
            >>> x.stride(), x.T.stride(), x[:, ::2].stride(1)
            ((3, 1), (1, 3), 2)
        """
        strides = tuple(step // self.array.itemsize for step in self.array.strides)
        return strides if dim is None else strides[dim]

    def is_contiguous(self):
        """Whether the elements lie one after the other, row by row.

        Source: torch.Tensor.is_contiguous
        Example:
            >>> import zerodl
            >>> zerodl.zeros(2, 3).is_contiguous(), zerodl.zeros(2, 3).T.is_contiguous()
            (True, False)
        """
        wanted = contiguous_strides(self.shape)
        steps = zip(self.shape, self.stride(), wanted)
        return self.array.size == 0 or all(got == want for length, got, want in steps if length > 1)

    def storage_offset(self):
        """How many elements into its block of memory the first element lies.

        Source: torch.Tensor.storage_offset
        Example:
            >>> import zerodl
            >>> zerodl.zeros(4, 3)[1:, 2].storage_offset()
            5
        """
        block = self.array
        while type(getattr(block, "base", None)) is type(self.array):
            block = block.base
        return (self.data_ptr() - _address(block)) // self.array.itemsize

    def data_ptr(self):
        """The address in memory of the first element; two tensors that begin at one place have one.

        Source: torch.Tensor.data_ptr
        """
        return _address(self.array)

    def element_size(self):
        """The bytes of one element."""
        return self.array.itemsize

    @property
    def nbytes(self):
        """The bytes of all elements."""
        return self.array.nbytes


def _address(array):
    interface = getattr(array, "__cuda_array_interface__", None) or array.__array_interface__
    return interface["data"][0]
