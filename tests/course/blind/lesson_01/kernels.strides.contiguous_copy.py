# --- wrong answer 1: forgets the offset
def contiguous_copy(block, shape, strides, offset=0):
    result = np.empty(shape, dtype=block.dtype)
    for index in np.ndindex(*shape):
        result[index] = block[sum(i * s for i, s in zip(index, strides))]
    return result

# --- wrong answer 2: does not ask for block's dtype, so everything comes out as float64
def contiguous_copy(block, shape, strides, offset=0):
    result = np.zeros(shape)
    for index in np.ndindex(*shape):
        position = offset
        for i, s in zip(index, strides):
            position += i * s
        result[index] = block[position]
    return result

# --- wrong answer 3: reads on from the offset without a look at the strides
def contiguous_copy(block, shape, strides, offset=0):
    size = math.prod(shape)
    return block[offset : offset + size].reshape(shape).copy()

# --- wrong answer 4: adds the offset once for each axis instead of once
def contiguous_copy(block, shape, strides, offset=0):
    out = np.empty(shape, dtype=block.dtype)
    for index in np.ndindex(*shape):
        position = 0
        for i, s in zip(index, strides):
            position += offset + i * s
        out[index] = block[position]
    return out

# --- wrong answer 5: cuts the block off in front of the offset, so a negative stride runs out of its front and wraps round to its end
def contiguous_copy(block, shape, strides, offset=0):
    block = block[offset:]
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        copy[index] = block[sum(i * s for i, s in zip(index, strides))]
    return copy

# --- wrong answer 6: written for rows and columns only, not for any number of axes
def contiguous_copy(block, shape, strides, offset=0):
    a = np.zeros(shape, dtype=block.dtype)
    for i in range(shape[0]):
        for j in range(shape[1]):
            a[i, j] = block[offset + i * strides[0] + j * strides[1]]
    return a

# --- wrong answer 7: collects in a list and trusts np.array to find the dtype, which for no elements at all is float64
def contiguous_copy(block, shape, strides, offset=0):
    elements = []
    for index in np.ndindex(*shape):
        position = offset + sum(i * s for i, s in zip(index, strides))
        elements.append(block[position])
    return np.array(elements).reshape(shape)

# --- wrong answer 8: lets NumPy read the block by these strides, which gives a view of the block and not an array of its own
def contiguous_copy(block, shape, strides, offset=0):
    in_bytes = tuple(s * block.itemsize for s in strides)
    return np.lib.stride_tricks.as_strided(block[offset:], shape, in_bytes)

# --- wrong answer 9: sets the position anew for each axis instead of adding to it, so only the last axis counts
def contiguous_copy(block, shape, strides, offset=0):
    result = np.empty(shape, dtype=block.dtype)
    for index in np.ndindex(*shape):
        position = offset
        for number, stride in zip(index, strides):
            position = offset + number * stride
        result[index] = block[position]
    return result

# --- wrong answer 10: makes the new array as large as the block, which fails when the view has fewer or more elements
def contiguous_copy(block, shape, strides, offset=0):
    new = np.empty_like(block).reshape(shape)
    for index in np.ndindex(*shape):
        place = offset
        for i, stride in zip(index, strides):
            place += i * stride
        new[index] = block[place]
    return new
