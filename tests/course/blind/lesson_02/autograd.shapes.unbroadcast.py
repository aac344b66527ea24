# --- wrong answer 1: sums only the new axes in front, forgets the stretched ones
def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    return g

# --- wrong answer 2: sums only the stretched axes, forgets that axes may have been added in front
def unbroadcast(g, shape):
    for axis in range(len(shape)):
        if shape[axis] == 1 and g.shape[axis] != 1:
            g = np.sum(g, axis=axis, keepdims=True)
    return g

# --- wrong answer 3: forgets keepdims for the stretched axes, so (2, 1) comes back as (2,)
def unbroadcast(g, shape):
    extra = len(g.shape) - len(shape)
    axes = list(range(extra))
    for i, n in enumerate(shape):
        if n == 1:
            axes.append(i + extra)
    return np.sum(g, axis=tuple(axes))

# --- wrong answer 4: takes the mean instead of the sum
def unbroadcast(g, shape):
    extra = g.ndim - len(shape)
    axes = tuple(range(extra)) + tuple(i + extra for i, n in enumerate(shape) if n == 1)
    return np.mean(g, axis=axes, keepdims=True).reshape(shape)

# --- wrong answer 5: sums the front axes one after the other with a growing number, although they move up after each sum
def unbroadcast(g, shape):
    extra = g.ndim - len(shape)
    for i in range(extra):
        g = np.sum(g, axis=i)
    for i in range(len(shape)):
        if shape[i] == 1:
            g = np.sum(g, axis=i, keepdims=True)
    return g

# --- wrong answer 6: sums the axes whose length does not occur anywhere in shape, wrong as soon as lengths repeat
def unbroadcast(g, shape):
    axes = []
    for axis, length in enumerate(g.shape):
        if length not in shape:
            axes.append(axis)
    return np.sum(g, axis=tuple(axes), keepdims=True).reshape(shape)

# --- wrong answer 7: sums over axis 0 until the shape fits (NEVER ENDS for (2, 3) to (2, 1), since a single number can be summed again and again)
def unbroadcast(g, shape):
    while g.shape != shape:
        g = np.sum(g, axis=0)
    return g

# --- wrong answer 8: keeps the summed axes and then squeezes, which also removes the axes of length 1 that belong to the shape
def unbroadcast(g, shape):
    extra = g.ndim - len(shape)
    full = (1,) * extra + tuple(shape)
    axes = tuple(i for i in range(g.ndim) if full[i] == 1)
    return np.squeeze(np.sum(g, axis=axes, keepdims=True))

# --- wrong answer 9: lines the shapes up on the left, adding the missing ones at the end
def unbroadcast(g, shape):
    padded = tuple(shape) + (1,) * (g.ndim - len(shape))
    axes = tuple(i for i in range(g.ndim) if padded[i] == 1)
    return np.sum(g, axis=axes, keepdims=True).reshape(shape)

# --- wrong answer 10: cuts g into pieces of the right shape with reshape and adds those, which mixes the numbers when an axis was stretched
def unbroadcast(g, shape):
    pieces = g.reshape((-1,) + tuple(shape))
    return pieces.sum(axis=0)
