# --- wrong answer 1: makes the probabilities first (with the largest subtracted) and takes their logarithm: -inf far below
def log_softmax(x, axis):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return np.log(e / np.sum(e, axis=axis, keepdims=True))

# --- wrong answer 2: forgets keepdims: an error for (B, C), silently wrong numbers in a square, right for one row
def log_softmax(x, axis):
    shifted = x - np.max(x, axis=axis)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis))

# --- wrong answer 3: subtracts the largest score of the whole array, so a row far below the others has a sum of 0
def log_softmax(x, axis):
    shifted = x - np.max(x)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))

# --- wrong answer 4: puts the largest score back onto the logarithm before subtracting it: float32 around 10,000 loses its digits
def log_softmax(x, axis):
    k = np.max(x, axis=axis, keepdims=True)
    log_sum = k + np.log(np.sum(np.exp(x - k), axis=axis, keepdims=True))
    return x - log_sum

# --- wrong answer 5: centres the scores on their mean in place of their largest: 100,000 and 0 still overflow
def log_softmax(x, axis):
    centred = x - np.mean(x, axis=axis, keepdims=True)
    return centred - np.log(np.sum(np.exp(centred), axis=axis, keepdims=True))

# --- wrong answer 6: for a tuple of axes it normalises along one axis after the other, not over all together
def log_softmax(x, axis):
    axes = axis if isinstance(axis, tuple) else (axis,)
    for a in axes:
        x = x - np.max(x, axis=a, keepdims=True)
        x = x - np.log(np.sum(np.exp(x), axis=a, keepdims=True))
    return x

# --- wrong answer 7: subtracts in place and so changes the scores of the caller (the returned numbers are right)
def log_softmax(x, axis):
    x -= np.max(x, axis=axis, keepdims=True)
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))

# --- wrong answer 8: takes the largest absolute value "so that nothing overflows": for very negative scores the sum is 0
def log_softmax(x, axis):
    shifted = x - np.max(np.abs(x), axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))

# --- wrong answer 9: a small epsilon inside the logarithm against -inf: what should be -1000 becomes -27.6
def log_softmax(x, axis):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    p = e / np.sum(e, axis=axis, keepdims=True)
    return np.log(p + 1e-12)

# --- wrong answer 10: the largest is "each row's", so it is always taken along the last axis, whatever axis says
def log_softmax(x, axis):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
