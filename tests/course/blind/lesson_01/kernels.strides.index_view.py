# --- wrong answer 1: a slice changes length and stride, but its start is forgotten in the offset
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many indices")
    new_shape, new_strides = [], []
    for axis, part in enumerate(key):
        if isinstance(part, slice):
            start, stop, step = part.indices(shape[axis])
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(strides[axis] * step)
        else:
            if not -shape[axis] <= part < shape[axis]:
                raise IndexError("index out of range")
            if part < 0:
                part += shape[axis]
            offset += part * strides[axis]
    n = len(key)
    return tuple(new_shape) + tuple(shape[n:]), tuple(new_strides) + tuple(strides[n:]), offset

# --- wrong answer 2: multiplies the start by the new stride (with the step in it) instead of the old one
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("more indices than axes")
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    new_shape = ()
    new_strides = ()
    for part, length, stride in zip(key, shape, strides):
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            stride = stride * step
            new_shape += (len(range(start, stop, step)),)
            new_strides += (stride,)
            offset += start * stride
        else:
            if part < -length or part >= length:
                raise IndexError(f"{part} is outside of an axis of length {length}")
            offset += (part + length if part < 0 else part) * stride
    return new_shape, new_strides, offset

# --- wrong answer 3: calculates the length as (stop - start) // step, which loses the last place when the step does not divide
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many parts in the key")
    out_shape, out_strides = [], []
    for i in range(len(shape)):
        if i >= len(key):
            out_shape.append(shape[i])
            out_strides.append(strides[i])
        elif isinstance(key[i], slice):
            start, stop, step = key[i].indices(shape[i])
            out_shape.append(max(0, (stop - start) // step))
            out_strides.append(step * strides[i])
            offset += start * strides[i]
        else:
            k = key[i]
            if k < 0:
                k += shape[i]
            if k < 0 or k >= shape[i]:
                raise IndexError("outside")
            offset += k * strides[i]
    return tuple(out_shape), tuple(out_strides), offset

# --- wrong answer 4: allows negative integers but does not turn them into places, so -1 goes backwards from the start
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many indices")
    new_shape, new_strides = [], []
    for axis in range(len(shape)):
        part = key[axis] if axis < len(key) else slice(None)
        if isinstance(part, slice):
            start, stop, step = part.indices(shape[axis])
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(step * strides[axis])
            offset += start * strides[axis]
        else:
            if abs(part) > shape[axis] or part == shape[axis]:
                raise IndexError("index outside of its axis")
            offset += part * strides[axis]
    return tuple(new_shape), tuple(new_strides), offset

# --- wrong answer 5: counts the new offset from 0 and forgets the one that came in, so a view of a view begins at the wrong place
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many indices")
    lengths, steps = [], []
    position = 0
    for part, length, stride in zip(key, shape, strides):
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            places = range(start, stop, step)
            lengths.append(len(places))
            steps.append(stride * step)
            position += start * stride
        else:
            if not -length <= part < length:
                raise IndexError("out of bounds")
            position += (part % length) * stride
    lengths += shape[len(key) :]
    steps += strides[len(key) :]
    return tuple(lengths), tuple(steps), position

# --- wrong answer 6: refuses integers that are too large, but not those that are too far below 0
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("key has more parts than there are axes")
    new_shape, new_strides = [], []
    for part, length, stride in zip(key, shape, strides):
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(stride * step)
            offset += start * stride
        else:
            if part < 0:
                part = length + part
            if part >= length:
                raise IndexError(f"index {part} for an axis of length {length}")
            offset += part * stride
    rest = len(key)
    return (*new_shape, *shape[rest:]), (*new_strides, *strides[rest:]), offset

# --- wrong answer 7: zip stops at the last axis, so a key with too many parts is cut off without an error
def index_view(shape, strides, offset, key):
    new_shape, new_strides = [], []
    for part, length, stride in zip(key, shape, strides):
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            offset = offset + start * stride
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(step * stride)
        else:
            if part >= length or part < -length:
                raise IndexError("index out of range")
            if part < 0:
                part = part + length
            offset = offset + part * stride
    new_shape.extend(shape[len(key) :])
    new_strides.extend(strides[len(key) :])
    return tuple(new_shape), tuple(new_strides), offset

# --- wrong answer 8: deletes an integer's axis from the lists while going through them, so the parts behind it meet the wrong axes
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many indices")
    shape, strides = list(shape), list(strides)
    for axis, part in enumerate(key):
        if isinstance(part, slice):
            start, stop, step = part.indices(shape[axis])
            offset += start * strides[axis]
            shape[axis] = len(range(start, stop, step))
            strides[axis] *= step
        else:
            if not -shape[axis] <= part < shape[axis]:
                raise IndexError("index outside of its axis")
            if part < 0:
                part += shape[axis]
            offset += part * strides[axis]
            del shape[axis]
            del strides[axis]
    return tuple(shape), tuple(strides), offset

# --- wrong answer 9: works out the strides from the shape as if x were contiguous, and does not use those that came in
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many indices")
    new_shape, new_strides = [], []
    for axis, length in enumerate(shape):
        stride = math.prod(shape[axis + 1 :])
        part = key[axis] if axis < len(key) else slice(None)
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(stride * step)
            offset += start * stride
        else:
            if not -length <= part < length:
                raise IndexError("index out of range")
            if part < 0:
                part += length
            offset += part * stride
    return tuple(new_shape), tuple(new_strides), offset

# --- wrong answer 10: rounds (stop - start) / step up, which makes the length of an empty slice such as 3:1 negative
def index_view(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("more parts than axes")
    view_shape, view_strides = [], []
    for axis in range(len(shape)):
        length, stride = shape[axis], strides[axis]
        if axis >= len(key):
            view_shape.append(length)
            view_strides.append(stride)
            continue
        part = key[axis]
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            view_shape.append(math.ceil((stop - start) / step))
            view_strides.append(stride * step)
            offset += start * stride
        else:
            if part < -length or part > length - 1:
                raise IndexError(f"{part} is not on an axis of length {length}")
            if part < 0:
                part += length
            offset += part * stride
    return tuple(view_shape), tuple(view_strides), offset
