"""Parameters in a list and in a dictionary, as modules."""

from collections.abc import Mapping

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError, IndexingError
from .module import Module
from .parameter import Parameter
from .walk import own_values


class _Collection(Module):
    """What both share: each parameter is set as an attribute, under its position or its key."""

    def _named(self):
        return own_values(self, Parameter)

    def _parameter(self, value, name):
        """``value`` as a parameter; a plain tensor becomes one."""
        if not isinstance(value, Tensor):
            raise DTypeError(f"{type(self).__name__}: expected parameters or tensors, got {value!r:.60} at {name!r}")
        return value if isinstance(value, Parameter) else Parameter(value)

    def __len__(self):
        return len(self._named())

    def __repr__(self):
        lines = [
            f"\n  ({name}): Parameter containing: [{value.dtype} of size {'x'.join(map(str, value.shape))}]"
            for name, value in self._named().items()
        ]
        return f"{self._get_name()}({''.join(lines)}\n)" if lines else f"{self._get_name()}()"


class ParameterList(_Collection):
    """Parameters in a list; plain tensors become parameters.

    Example:
        >>> import zerodl
        >>> ParameterList([zerodl.zeros(2, 3), zerodl.zeros(4)])
        ParameterList(
          (0): Parameter containing: [float32 of size 2x3]
          (1): Parameter containing: [float32 of size 4]
        )
    """

    def __init__(self, values=None):
        super().__init__()
        self.extend(() if values is None else values)

    def __iter__(self):
        return iter(self._named().values())

    def __getitem__(self, i):
        return ParameterList(list(self)[i]) if isinstance(i, slice) else getattr(self, self._name_at(i))

    def __setitem__(self, i, value):
        setattr(self, self._name_at(i), self._parameter(value, i))

    def _name_at(self, i):
        if not isinstance(i, int) or not -len(self) <= i < len(self):
            raise IndexingError(f"ParameterList: there are {len(self)} parameters, none at place {i!r}")
        return str(i % len(self))

    def append(self, value):
        """Put a parameter at the end; returns the list."""
        return self.extend([value])

    def extend(self, values):
        """Put several parameters at the end; returns the list."""
        if isinstance(values, Tensor):
            raise DTypeError("ParameterList: expected a list of parameters, got one tensor; put it in a list")
        for value in list(values):
            self.register_parameter(str(len(self)), self._parameter(value, len(self)))
        return self

    def __iadd__(self, values):
        return self.extend(values)


class ParameterDict(_Collection):
    """Parameters in a dictionary; plain tensors become parameters.

    Example:
        >>> import zerodl
        >>> scales = ParameterDict({"left": zerodl.ones(1), "right": zerodl.ones(1)})
        >>> list(scales), [name for name, _ in scales.named_parameters()]
        (['left', 'right'], ['left', 'right'])
    """

    def __init__(self, parameters=None):
        super().__init__()
        self.update({} if parameters is None else parameters)

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, key):
        return key in self.keys()

    def __getitem__(self, key):
        if key not in self:
            raise IndexingError(f"ParameterDict: there is no parameter {key!r}; there are {', '.join(self) or 'none'}")
        return getattr(self, key)

    def __setitem__(self, key, value):
        self.register_parameter(key, self._parameter(value, key))

    def __delitem__(self, key):
        self.pop(key)

    def keys(self):
        """The names, in order."""
        return self._named().keys()

    def values(self):
        """The parameters, in order."""
        return self._named().values()

    def items(self):
        """(name, parameter) for each, in order."""
        return self._named().items()

    def get(self, key, default=None):
        """The parameter with a name, or ``default`` if there is none."""
        return self[key] if key in self else default

    def setdefault(self, key, default):
        """The parameter with a name, set to ``default`` first if there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self):
        """Another dictionary with the same parameters."""
        return ParameterDict(self)

    def popitem(self):
        """Take the last parameter out; returns (name, parameter)."""
        if not len(self):
            raise IndexingError("ParameterDict: popitem finds no parameter, the dictionary is empty")
        key = list(self)[-1]
        return key, self.pop(key)

    def pop(self, key):
        """Take the parameter with a name out; returns it."""
        value = self[key]
        delattr(self, key)
        return value

    def clear(self):
        """Take all parameters out."""
        for key in list(self):
            delattr(self, key)

    def update(self, parameters):
        """Set several parameters, from a dictionary or a list of (name, parameter)."""
        if not isinstance(parameters, (Mapping, ParameterDict, list, tuple)):
            raise ArgumentError(f"ParameterDict: expected a dictionary of parameters, got {parameters!r:.60}")
        for key, value in parameters if isinstance(parameters, (list, tuple)) else parameters.items():
            self[key] = value
