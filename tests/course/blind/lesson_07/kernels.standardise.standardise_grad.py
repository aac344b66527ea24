# --- wrong answer 1: the scale is put before the first of the three ways only
def standardise_grad(g, y, scale, axis):
    return scale * g - np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)


# --- wrong answer 2: forgets the way through the mean
def standardise_grad(g, y, scale, axis):
    return scale * (g - y * np.mean(g * y, axis=axis, keepdims=True))


# --- wrong answer 3: forgets the way through the standard deviation
def standardise_grad(g, y, scale, axis):
    return scale * (g - np.mean(g, axis=axis, keepdims=True))


# --- wrong answer 4: a sum in the last term, since s acts on every y; the n is lost
def standardise_grad(g, y, scale, axis):
    mean = np.mean(g, axis=axis, keepdims=True)
    return scale * (g - mean - y * np.sum(g * y, axis=axis, keepdims=True))


# --- wrong answer 5: no keepdims, right along axis 0, and wrong along every other
def standardise_grad(g, y, scale, axis):
    return scale * (g - np.mean(g, axis=axis) - y * np.mean(g * y, axis=axis))


# --- wrong answer 6: the means are taken over everything, axis is not used (right for a single column)
def standardise_grad(g, y, scale, axis):
    return scale * (g - g.mean() - y * (g * y).mean())


# --- wrong answer 7: the y outside the mean is forgotten
def standardise_grad(g, y, scale, axis):
    return scale * (g - np.mean(g, axis=axis, keepdims=True) - np.mean(g * y, axis=axis, keepdims=True))


# --- wrong answer 8: divides by scale, since "scale: s" and the derivation has 1/s
def standardise_grad(g, y, scale, axis):
    inner = g - np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)
    return inner / scale


# --- wrong answer 9: n is g.shape[axis], which does not work for several axes
def standardise_grad(g, y, scale, axis):
    n = g.shape[axis]
    first = np.sum(g, axis=axis, keepdims=True) / n
    second = np.sum(g * y, axis=axis, keepdims=True) / n
    return scale * (g - first - y * second)


# --- wrong answer 10: a proper projection onto y, divided by the mean of y squared, which is below 1 because of eps (NaN for a constant column)
def standardise_grad(g, y, scale, axis):
    centred = g - np.mean(g, axis=axis, keepdims=True)
    along = np.mean(centred * y, axis=axis, keepdims=True) / np.mean(y * y, axis=axis, keepdims=True)
    return scale * (centred - y * along)
