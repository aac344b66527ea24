# --- wrong answer 1: remembers the short names that it has met, so of several layers only the first weight and bias are found
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [(prefix, self)]
    seen = set()
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if remove_duplicate and name in seen:
                continue
            seen.add(name)
            yield dotted(path, name), parameter

# --- wrong answer 2: joins path and name with a dot by hand, so the outermost module's own names begin with a dot
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [(prefix, self)]
    seen = set()
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if remove_duplicate and id(parameter) in seen:
                continue
            seen.add(id(parameter))
            yield path + "." + name, parameter

# --- wrong answer 3: compares the numbers and not the objects, so the second of two biases that are both 0 is dropped
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [(prefix, self)]
    seen = []
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            numbers = parameter.tolist()
            if remove_duplicate and numbers in seen:
                continue
            seen.append(numbers)
            yield dotted(path, name), parameter

# --- wrong answer 4: does not hand remove_duplicate on to named_modules, so a layer that is used twice comes under its first path only
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
    seen = set()
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if not remove_duplicate or id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter

# --- wrong answer 5: believes that it is enough that named_modules enters each module once, so a weight shared by two modules comes twice
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if not recurse:
        for name, parameter in named_values(vars(self), Parameter):
            yield dotted(prefix, name), parameter
    else:
        for path, module in self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate):
            for name, parameter in named_values(vars(module), Parameter):
                yield dotted(path, name), parameter

# --- wrong answer 6: ignores recurse, so the modules inside are always entered
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    pairs = []
    seen = set()
    for path, module in self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate):
        for name, parameter in named_values(vars(module), Parameter):
            if remove_duplicate:
                if id(parameter) in seen:
                    continue
                seen.add(id(parameter))
            pairs.append((dotted(path, name), parameter))
    return pairs

# --- wrong answer 7: with recurse=False the prefix is lost, since the path is taken to be empty there
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [("", self)]
    seen = set()
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if remove_duplicate and id(parameter) in seen:
                continue
            seen.add(id(parameter))
            yield dotted(path, name), parameter

# --- wrong answer 8: calls itself for each module inside, and every call has a memory of its own, so what two modules share comes twice
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for name, parameter in named_values(vars(self), Parameter):
        if remove_duplicate and id(parameter) in seen:
            continue
        seen.add(id(parameter))
        yield dotted(prefix, name), parameter
    if recurse:
        for name, module in named_values(vars(self), Module):
            yield from module.named_parameters(dotted(prefix, name), True, remove_duplicate)

# --- wrong answer 9: looks through vars itself instead of named_values, so parameters in lists and dictionaries are missed
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [(prefix, self)]
    seen = set()
    for path, module in modules:
        for name, value in vars(module).items():
            if isinstance(value, Parameter):
                if remove_duplicate and id(value) in seen:
                    continue
                seen.add(id(value))
                yield dotted(path, name), value

# --- wrong answer 10: collects in a dictionary by id and overwrites, so a shared parameter has the last name that leads to it and not the first
def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
    if recurse:
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        modules = [(prefix, self)]
    everything, once = [], {}
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            pair = (dotted(path, name), parameter)
            everything.append(pair)
            once[id(parameter)] = pair
    if remove_duplicate:
        return list(once.values())
    return everything
