# --- wrong answer 1: multiplies the lengths of the axes before instead of those behind, so the first axis gets stride 1
def contiguous_strides(shape):
    strides = []
    for i in range(len(shape)):
        strides.append(math.prod(shape[:i]))
    return tuple(strides)

# --- wrong answer 2: builds the strides from the right and forgets to turn them round
def contiguous_strides(shape):
    strides = ()
    step = 1
    for length in reversed(shape):
        strides = strides + (step,)
        step = step * length
    return strides

# --- wrong answer 3: the axis's own length is in the product too, so each stride is one axis too large
def contiguous_strides(shape):
    return tuple(math.prod(shape[i:]) for i in range(len(shape)))

# --- wrong answer 4: takes only the length of the next axis, not the product of all that follow (right for matrices)
def contiguous_strides(shape):
    result = []
    for i in range(len(shape)):
        if i == len(shape) - 1:
            result.append(1)
        else:
            result.append(shape[i + 1])
    return tuple(result)

# --- wrong answer 5: begins with a stride of 1 for the last axis even when there is no axis, so () gets (1,)
def contiguous_strides(shape):
    strides = [1]
    for length in reversed(shape[1:]):
        strides.insert(0, strides[0] * length)
    return tuple(strides)

# --- wrong answer 6: counts bytes as NumPy does, 8 for each number, instead of elements
def contiguous_strides(shape):
    return tuple(8 * math.prod(shape[i + 1 :]) for i in range(len(shape)))

# --- wrong answer 7: round brackets around a comprehension give a generator, not a tuple
def contiguous_strides(shape):
    n = len(shape)
    return (math.prod(shape[axis + 1 :]) for axis in range(n))

# --- wrong answer 8: divides the size of the array by one length after the other, which fails for a length of 0
def contiguous_strides(shape):
    left = math.prod(shape)
    strides = []
    for length in shape:
        left = left // length
        strides.append(left)
    return tuple(strides)

# --- wrong answer 9: knows only the two pictures, so it has answers for up to three axes and None for more
def contiguous_strides(shape):
    if len(shape) == 0:
        return ()
    if len(shape) == 1:
        return (1,)
    if len(shape) == 2:
        return (shape[1], 1)
    if len(shape) == 3:
        return (shape[1] * shape[2], shape[2], 1)

# --- wrong answer 10: the loop from the right stops before axis 0, whose stride stays 1
def contiguous_strides(shape):
    strides = [1] * len(shape)
    for i in range(len(shape) - 2, 0, -1):
        strides[i] = strides[i + 1] * shape[i + 1]
    return tuple(strides)
