"""Modules made of modules: one after the other, in a list, in a dictionary."""

from collections.abc import Mapping

from ..errors import ArgumentError, DTypeError, IndexingError
from .module import Module
from .walk import own_values


class Row(Module):
    """What Sequential and ModuleList share: modules in a row, each an attribute named by its position, "0", "1" …"""

    def _named(self):
        return own_values(self, Module)

    def _name_at(self, i):
        """The name of the module at place i; a negative i counts from the end."""
        names = list(self._named())
        if not isinstance(i, int) or not -len(names) <= i < len(names):
            raise IndexingError(f"{type(self).__name__}: there are {len(names)} modules, none at place {i!r}")
        return names[i]

    def _renumber(self, modules):
        """Have these modules and no others, named by their positions; returns this one."""
        modules = [self._checked(module, i) for i, module in enumerate(modules)]
        for name in self._named():
            delattr(self, name)
        for i, module in enumerate(modules):
            setattr(self, str(i), module)
        return self

    def _checked(self, module, name):
        if not isinstance(module, Module):
            unpack = "; unpack a list with a star: Sequential(*layers)" if isinstance(module, (list, tuple)) else ""
            raise DTypeError(
                f"{type(self).__name__}: expected modules such as nn.ReLU(), got {module!r:.60} at place {name}{unpack}"
            )
        return module

    def __len__(self):
        return len(self._named())

    def __iter__(self):
        return iter(self._named().values())

    def __getitem__(self, i):
        return getattr(self, self._name_at(i))

    def __setitem__(self, i, module):
        setattr(self, self._name_at(i), self._checked(module, i))

    def __delitem__(self, i):
        modules = list(self)
        del modules[i if isinstance(i, slice) else list(self._named()).index(self._name_at(i))]
        self._renumber(modules)

    def append(self, module):
        """Put a module at the end; returns this one."""
        return self.extend([module])

    def extend(self, modules):
        """Put several modules at the end; returns this one."""
        for module in list(modules):
            self.add_module(str(len(self)), self._checked(module, len(self)))
        return self

    def insert(self, index, module):
        """Put a module before the one at ``index``; returns this one."""
        modules = list(self)
        modules.insert(index, module)
        return self._renumber(modules)

    def pop(self, key=-1):
        """Take the module at one place out, by default the last; returns it."""
        module = self[key]
        del self[key]
        return module

    def __iadd__(self, others):
        return self.extend(others)


class Sequential(Row):
    """One module after the other: each takes what the one before it gives.

    It works like a list: ``net[0]``, ``net[1:]``, ``net.append(module)``.

    Args: modules: any number of them, or one dictionary from names to modules.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> net = Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
        >>> net(zerodl.ones(1, 4)).shape
        (1, 2)
    """

    def __init__(self, *modules):
        super().__init__()
        if len(modules) == 1 and isinstance(modules[0], Mapping):
            for name, module in modules[0].items():
                self.add_module(name, self._checked(module, name))
        else:
            self.extend(modules)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return type(self)(dict(list(self._named().items())[i]))
        return super().__getitem__(i)

    def __add__(self, other):
        return Sequential(*self, *other)

    def __mul__(self, times):
        return Sequential(*list(self) * times)

    __rmul__ = __mul__

    def forward(self, x):
        """What the last module gives, each of them having taken what the one before it gave.

        Shape: x is whatever the first module takes -> whatever the last one gives; without modules, x itself
        Example:
            >>> import zerodl
            >>> from zerodl import nn
            >>> nn.Sequential(nn.ReLU(), nn.Identity()).forward(zerodl.tensor([0.0, 2.0]))
            tensor([0., 2.])
        """
        for module in self:
            x = module(x)
        return x


class ModuleList(Row):
    """Modules in a list, for a ``forward`` that calls them as it likes; it computes nothing itself.

    Example:
        >>> from zerodl import nn
        >>> layers = ModuleList([nn.Linear(2, 2) for _ in range(3)])
        >>> layers
        ModuleList(
          (0-2): 3 x Linear(in_features=2, out_features=2, bias=True)
        )
    """

    def __init__(self, modules=None):
        super().__init__()
        self.extend(() if modules is None else modules)

    def __getitem__(self, i):
        return ModuleList(list(self)[i]) if isinstance(i, slice) else super().__getitem__(i)

    def __add__(self, other):
        return ModuleList([*self, *other])

    def __repr__(self):
        """Neighbours that print alike are shown once, with their number."""
        runs = []  # (first place, last place, text)
        for i, text in enumerate(repr(module) for module in self):
            if runs and runs[-1][2] == text:
                runs[-1] = (runs[-1][0], i, text)
            else:
                runs.append((i, i, text))
        lines = [f"({i}): {text}" if i == j else f"({i}-{j}): {j - i + 1} x {text}" for i, j, text in runs]
        inside = "".join(f"\n{line}" for line in lines).replace("\n", "\n  ")
        return f"{self._get_name()}({inside}\n)" if lines else f"{self._get_name()}()"


class ModuleDict(Module):
    """Modules in a dictionary, for a ``forward`` that picks one by its name.

    Example:
        >>> from zerodl import nn
        >>> activations = ModuleDict({"relu": nn.ReLU(), "tanh": nn.Tanh()})
        >>> activations["relu"], list(activations)
        (ReLU(), ['relu', 'tanh'])
    """

    def __init__(self, modules=None):
        super().__init__()
        self.update({} if modules is None else modules)

    def __getitem__(self, key):
        if key not in self:
            raise IndexingError(f"ModuleDict: there is no module {key!r}; there are {', '.join(self) or 'none'}")
        return getattr(self, key)

    def __setitem__(self, key, module):
        if module is None:
            raise DTypeError(f"ModuleDict: expected a module for {key!r}, got None; take it away with pop")
        self.add_module(key, module)

    def __delitem__(self, key):
        self.pop(key)

    def __len__(self):
        return len(self.keys())

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, key):
        return key in self.keys()

    def keys(self):
        """The names, in order."""
        return own_values(self, Module).keys()

    def values(self):
        """The modules, in order."""
        return own_values(self, Module).values()

    def items(self):
        """(name, module) for each, in order."""
        return own_values(self, Module).items()

    def pop(self, key):
        """Take the module with a name out; returns it."""
        module = self[key]
        delattr(self, key)
        return module

    def clear(self):
        """Take all modules out."""
        for key in self.keys():
            delattr(self, key)

    def update(self, modules):
        """Set several modules, from a dictionary or a list of (name, module)."""
        if not isinstance(modules, (Mapping, ModuleDict, list, tuple)):
            raise ArgumentError(f"ModuleDict: expected a dictionary of modules, got {modules!r:.60}")
        for key, module in modules if isinstance(modules, (list, tuple)) else modules.items():
            self[key] = module
