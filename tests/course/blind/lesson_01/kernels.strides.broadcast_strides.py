# --- wrong answer 1: puts 0 for the missing axes only; an axis of length 1 that is repeated keeps its stride
def broadcast_strides(shape, strides, new_shape):
    return (0,) * (len(new_shape) - len(shape)) + tuple(strides)

# --- wrong answer 2: thinks of axes of length 1 but not of missing ones, so there are too few strides
def broadcast_strides(shape, strides, new_shape):
    result = []
    for length, stride in zip(shape, strides):
        if length == 1:
            result.append(0)
        else:
            result.append(stride)
    return tuple(result)

# --- wrong answer 3: puts the missing axes behind the old ones instead of in front
def broadcast_strides(shape, strides, new_shape):
    missing = len(new_shape) - len(shape)
    shape = tuple(shape) + (1,) * missing
    strides = tuple(strides) + (0,) * missing
    return tuple(0 if n == 1 and m != 1 else s for n, s, m in zip(shape, strides, new_shape))

# --- wrong answer 4: works out the strides from the old shape as if the array were contiguous, which a view is not
def broadcast_strides(shape, strides, new_shape):
    result = [0] * (len(new_shape) - len(shape))
    for i, length in enumerate(shape):
        if length == 1:
            result.append(0)
        else:
            result.append(math.prod(shape[i + 1 :]))
    return tuple(result)

# --- wrong answer 5: gives the old axes the strides of a contiguous array of the new shape, as if the repeated elements were in memory
def broadcast_strides(shape, strides, new_shape):
    extra = len(new_shape) - len(shape)
    result = []
    for i in range(len(new_shape)):
        if i < extra or shape[i - extra] != new_shape[i]:
            result.append(0)
        else:
            result.append(math.prod(new_shape[i + 1 :]))
    return tuple(result)

# --- wrong answer 6: a missing axis counts as 1, so it gets the stride 1 in place of 0
def broadcast_strides(shape, strides, new_shape):
    missing = len(new_shape) - len(shape)
    result = (1,) * missing
    for length, stride, new in zip(shape, strides, new_shape[missing:]):
        result += (stride if length == new else 0,)
    return result

# --- wrong answer 7: looks up the old axis by its length, so of two axes of equal length both get the first one's stride
def broadcast_strides(shape, strides, new_shape):
    result = []
    for length in new_shape:
        if length in shape:
            result.append(strides[shape.index(length)])
        else:
            result.append(0)
    return tuple(result)

# --- wrong answer 8: handles either missing axes or axes of length 1, but not both in the same array
def broadcast_strides(shape, strides, new_shape):
    if len(new_shape) > len(shape):
        return (0,) * (len(new_shape) - len(shape)) + tuple(strides)
    return tuple(0 if old != new else stride for old, stride, new in zip(shape, strides, new_shape))

# --- wrong answer 9: i - extra is negative for a missing axis and so reads the old shape from its end
def broadcast_strides(shape, strides, new_shape):
    extra = len(new_shape) - len(shape)
    result = []
    for i in range(len(new_shape)):
        if shape[i - extra] == new_shape[i]:
            result.append(strides[i - extra])
        else:
            result.append(0)
    return tuple(result)

# --- wrong answer 10: goes from the right but stops one axis too early, so the first old axis gets 0
def broadcast_strides(shape, strides, new_shape):
    result = [0] * len(new_shape)
    for i in range(1, len(shape)):
        if shape[-i] == new_shape[-i]:
            result[-i] = strides[-i]
    return tuple(result)
