# --- wrong answer 1: fills the shorter shapes up with 1 on the right, so they are lined up on the left
def broadcast_shape(*shapes):
    n = max(len(shape) for shape in shapes)
    rows = [tuple(shape) + (1,) * (n - len(shape)) for shape in shapes]
    result = []
    for column in zip(*rows):
        others = {length for length in column if length != 1}
        if len(others) > 1:
            raise ValueError(f"{shapes} do not fit together")
        result.append(others.pop() if others else 1)
    return tuple(result)

# --- wrong answer 2: takes the largest length of each column, so a 0 that meets a 1 becomes 1
def broadcast_shape(*shapes):
    n = max(len(s) for s in shapes)
    padded = [(1,) * (n - len(s)) + tuple(s) for s in shapes]
    result = ()
    for lengths in zip(*padded):
        if len(set(lengths) - {1}) > 1:
            raise ValueError("shapes do not fit together")
        result += (max(lengths),)
    return result

# --- wrong answer 3: any length that is not 1 replaces the one before, so shapes that do not fit are never refused
def broadcast_shape(*shapes):
    n = max(len(s) for s in shapes)
    result = [1] * n
    for s in shapes:
        for i in range(1, len(s) + 1):
            if s[-i] != 1:
                result[-i] = s[-i]
    return tuple(result)

# --- wrong answer 4: works for exactly two shapes, and fails for one or three
def broadcast_shape(*shapes):
    a, b = shapes
    n = max(len(a), len(b))
    a = (1,) * (n - len(a)) + a
    b = (1,) * (n - len(b)) + b
    result = []
    for i, j in zip(a, b):
        if i == j or j == 1:
            result.append(i)
        elif i == 1:
            result.append(j)
        else:
            raise ValueError(f"{i} meets {j}")
    return tuple(result)

# --- wrong answer 5: goes from the right but only as far as the shortest shape, and loses the axes in front
def broadcast_shape(*shapes):
    result = []
    for lengths in zip(*[reversed(shape) for shape in shapes]):
        length = 1
        for other in lengths:
            if length == 1:
                length = other
            elif other != 1 and other != length:
                raise ValueError(f"{length} meets {other}")
        result.insert(0, length)
    return tuple(result)

# --- wrong answer 6: compares every shape with the first one only, so two later shapes that do not fit each other get through
def broadcast_shape(*shapes):
    n = max(len(shape) for shape in shapes)
    rows = [(1,) * (n - len(shape)) + tuple(shape) for shape in shapes]
    first = rows[0]
    result = list(first)
    for row in rows[1:]:
        for axis in range(n):
            if first[axis] == 1:
                if row[axis] != 1:
                    result[axis] = row[axis]
            elif row[axis] != 1 and row[axis] != first[axis]:
                raise ValueError(f"{first} and {row} do not fit")
    return tuple(result)

# --- wrong answer 7: checks with assert, so what comes is an AssertionError and not the ValueError that was asked for
def broadcast_shape(*shapes):
    n = max(len(shape) for shape in shapes)
    rows = [(1,) * (n - len(shape)) + tuple(shape) for shape in shapes]
    result = []
    for column in zip(*rows):
        rest = [length for length in column if length != 1]
        if not rest:
            result.append(1)
            continue
        assert all(length == rest[0] for length in rest), "the shapes do not fit"
        result.append(rest[0])
    return tuple(result)

# --- wrong answer 8: a 1 in what has been collected gives way, but a 1 in the next shape that meets a longer axis is refused
def broadcast_shape(*shapes):
    result = []
    for shape in shapes:
        shape = list(shape)
        for i in range(1, len(shape) + 1):
            if i > len(result):
                result.insert(0, shape[-i])
            elif result[-i] == 1:
                result[-i] = shape[-i]
            elif result[-i] != shape[-i]:
                raise ValueError(f"{result[-i]} meets {shape[-i]}")
    return tuple(result)

# --- wrong answer 9: fills up the next shape only, so when it has more axes than the ones before zip cuts off its last ones
def broadcast_shape(*shapes):
    result = tuple(shapes[0])
    for shape in shapes[1:]:
        shape = (1,) * (len(result) - len(shape)) + tuple(shape)
        together = []
        for a, b in zip(result, shape):
            if a == 1:
                together.append(b)
            elif b == 1 or a == b:
                together.append(a)
            else:
                raise ValueError(f"{a} meets {b}")
        result = tuple(together)
    return result

# --- wrong answer 10: thinks that an axis can be repeated whenever its length divides the other, so 2 and 4 make 4
def broadcast_shape(*shapes):
    n = max(len(shape) for shape in shapes)
    rows = [(1,) * (n - len(shape)) + tuple(shape) for shape in shapes]
    result = []
    for column in zip(*rows):
        if 0 in column:
            if any(length > 1 for length in column):
                raise ValueError("0 fits only 0 and 1")
            result.append(0)
            continue
        longest = max(column)
        for length in column:
            if longest % length != 0:
                raise ValueError(f"{length} cannot be repeated to {longest}")
        result.append(longest)
    return tuple(result)
