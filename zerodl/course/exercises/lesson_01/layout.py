"""What can be said of strides and offsets that several right answers give differently."""


def only_what_counts(shape, strides):
    """Strides as data, without those that no element is read by: of an axis of length 0 or 1, and of an empty array."""
    lists = type(shape) is list and type(strides) is list and len(shape) == len(strides)
    if not lists or not all(type(n) is int for n in shape):
        return strides
    return ["any" if n <= 1 or 0 in shape else stride for n, stride in zip(shape, strides)]


def same_kind(seen, name, others):
    """What was seen of a call, with one name for an error that has several right ones."""
    return seen | {"raised": name} if seen.get("raised") in (name, *others) else seen
