"""Trees of plain data: what is in them as JSON, their tensors apart, and back.

None, booleans, texts, numbers and lists are JSON's own. Everything else is an object with one key, its kind:

    {"dict": {"lr": 0.1}}    {"items": [[0, "keys that are no texts"]]}    {"tuple": [1, 2]}    {"float": "nan"}
    {"int": "0x…"}           {"tensor": "model.weight"}                    {"array": "x"}       {"dtype": "float32"}
    {"scalar": ["float32", "cdcccc3d"]}
"""

import math
import types
from enum import Enum
from pathlib import PurePath

import numpy as np

from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..device import to_device
from ..errors import ArgumentError, DTypeError
from ..nn.parameter import Parameter
from ..random import Generator
from .format import METADATA, STORABLE
from .plain import is_array, storable

JSON_INTEGERS = range(-(2**63), 2**63)  # larger ones become hexadecimal: Python reads no long decimal numbers
DTYPES = {dtype.name: dtype for dtype in [*STORABLE, np.dtype(np.complex128)]}


class Encoder:
    """Takes a tree apart: ``encode`` gives its JSON, and ``arrays`` gathers {name: array}.

    Args: name: of the tree, for errors.
    Example:
        >>> encoder = Encoder("state")
        >>> encoder.encode({"w": np.ones(2), "shape": (2,)}, ())
        {'dict': {'w': {'array': 'w'}, 'shape': {'tuple': [2]}}}
        >>> encoder.arrays
        {'w': array([1., 1.])}
    """

    def __init__(self, name):
        self.name = name
        self.arrays = {}
        self._names = {}  # of the arrays met so far, by the memory that they look at
        self._kept = []  # so that no memory is used again while the tree is taken apart
        self._inside = set()  # the ids of what the walk is inside of

    def encode(self, value, path):
        """The JSON of a value. Raises DTypeError, with the path to it, for what is no plain data.

        Args: path: the keys and positions that lead to the value.
        """
        kind = type(value)
        if value is None or kind in (bool, str):
            return value
        if kind is int:
            return value if value in JSON_INTEGERS else {"int": hex(value)}
        if kind is float:
            return value if math.isfinite(value) else {"float": repr(value)}
        if kind is np.str_:
            return str(value)
        if isinstance(value, np.dtype):
            return self._dtype(value, path)
        if isinstance(value, Tensor):
            return self._tensor(value, path)
        if isinstance(value, np.generic):
            stored = storable(self._where(path), np.asarray(value))
            return {"scalar": [stored.dtype.name, stored.tobytes().hex()]}
        if is_array(value):
            return {"array": self._array(value, path)}
        if isinstance(value, dict) or kind in (list, tuple):
            return self._branch(value, path)
        raise DTypeError(f"{self._where(path)} is {described(value)}; nothing was saved")

    def _branch(self, value, path):
        if id(value) in self._inside:
            raise ArgumentError(f"{self._where(path)} contains itself, directly or in what it holds; nothing was saved")
        self._inside.add(id(value))
        try:
            if isinstance(value, dict):
                return self._dict(value, path)
            inside = [self.encode(item, (*path, i)) for i, item in enumerate(value)]
            return {"tuple": inside} if isinstance(value, tuple) else inside
        finally:
            self._inside.discard(id(value))

    def _dict(self, value, path):
        if all(type(key) is str for key in value):
            return {"dict": {key: self.encode(item, (*path, key)) for key, item in value.items()}}
        return {"items": [[self._key(key, path), self.encode(item, (*path, key))] for key, item in value.items()]}

    def _key(self, key, path):
        if isinstance(key, (Tensor, np.ndarray)) or (isinstance(key, tuple) and key != tuple(key)):
            raise DTypeError(f"{self._where(path)} has the key {key!r:.60}; only plain data can be keys in a file")
        return Encoder(f"the key {key!r:.60} of {self._where(path)}").encode(key, ())

    def _tensor(self, tensor, path):
        name = self._array(tensor.array, path)
        if isinstance(tensor, Parameter):
            return {"parameter": [name, tensor.requires_grad]}
        return {"tensor": [name, True]} if tensor.requires_grad and tensor.is_leaf else {"tensor": name}

    def _array(self, array, path):
        """Put an array among the arrays; its name. One that looks at the same memory in the same way has one name."""
        here = isinstance(array, np.ndarray)
        start = array.__array_interface__["data"][0] if here else id(array)  # tied weights on a GPU are one array
        same = (start, array.shape, array.strides, array.dtype.str, array.dtype.name)
        if same not in self._names or not array.size:
            self._kept.append(array)
            self._names[same] = self._free_name(path)
            self.arrays[self._names[same]] = storable(self._where(path), array)
        return self._names[same]

    def _free_name(self, path):
        name = ".".join(str(part) for part in path).encode("utf-8", "backslashreplace").decode("utf-8") or "tensor"
        free, number = name, 1
        while free in self.arrays or free == METADATA:
            number += 1
            free = f"{name}~{number}"
        return free

    def _dtype(self, dtype, path):
        if DTYPES.get(dtype.name) != dtype:
            raise DTypeError(f"{self._where(path)} is the dtype {dtype}, which has no place in a file; save its name")
        return {"dtype": dtype.name}

    def _where(self, path):
        return self.name + "".join(f"[{part!r:.60}]" for part in path)


def described(value):
    """What something is that no file can hold, and what to save instead.

    Example:
        >>> described({1, 2})
        'a set; save it as a list'
    """
    advice = {
        set: "save it as a list",
        frozenset: "save it as a list",
        bytes: "save np.frombuffer(data, np.uint8)",
        bytearray: "save np.frombuffer(data, np.uint8)",
        complex: "save its .real and .imag",
    }
    kind = type(value)
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, types.MethodType)):
        return "a function"
    if isinstance(value, types.ModuleType):
        return "a module"
    if isinstance(value, type):
        return f"the class {value.__name__}; save its name"
    known = kind.__name__ if kind.__module__.partition(".")[0] != "torch" else f"torch.{kind.__name__}"
    name = f"a{'n' if known[:1] in 'AEIOUaeiou' or known[1:2].isupper() else ''} {known}"
    if isinstance(value, Generator):
        return f"{name}; save its get_state()"
    if hasattr(value, "state_dict"):
        return f"{name}; save its state_dict()"
    if isinstance(value, PurePath):
        return f"{name}; save it as a text, str(path)"
    if isinstance(value, Enum):
        return f"{name}; save its value"
    if hasattr(value, "_asdict"):
        return f"{name}; save it as a dict, with _asdict()"
    return f"{name}; {advice[kind]}" if kind in advice else f"{name}, which is no plain data"


class Decoder:
    """Puts a tree together again. Tensors that shared memory when they were saved share it again.

    Args: arrays: {name: array}. device: where the tensors go.
    """

    def __init__(self, arrays, device):
        self.arrays = arrays
        self.device = device
        self._moved = {}

    def decode(self, value):
        """The value of its JSON. Raises KeyError, TypeError or ValueError for JSON that no Encoder wrote."""
        if isinstance(value, list):
            return [self.decode(item) for item in value]
        if not isinstance(value, dict):
            return value
        ((kind, inside),) = value.items()
        return getattr(self, f"_{kind}_of")(inside)

    def _dict_of(self, inside):
        return {key: self.decode(item) for key, item in inside.items()}

    def _items_of(self, inside):
        return {self.decode(key): self.decode(item) for key, item in inside}

    def _tuple_of(self, inside):
        return tuple(self.decode(item) for item in inside)

    def _int_of(self, inside):
        return int(inside, 16)

    def _float_of(self, inside):
        return float(inside)

    def _dtype_of(self, inside):
        return DTYPES[inside]

    def _scalar_of(self, inside):
        name, digits = inside
        return np.frombuffer(bytes.fromhex(digits), DTYPES[name].newbyteorder("<")).astype(DTYPES[name])[0]

    def _array_of(self, inside):
        return self.arrays[inside]

    def _tensor_of(self, inside):
        name, requires_grad = (inside, False) if isinstance(inside, str) else inside
        array, storage = self._on_device(name)
        tensor = Tensor.of_array(array, storage)
        return tensor.requires_grad_() if requires_grad else tensor

    def _parameter_of(self, inside):
        name, requires_grad = inside
        return Parameter(Tensor.of_array(*self._on_device(name)), requires_grad)

    def _on_device(self, name):
        if name not in self._moved:
            self._moved[name] = to_device(self.arrays[name], self.device), Storage()
        return self._moved[name]
