# --- wrong answer 1: adds eps to the root instead of to the variance under it
def standardise(x, axis, eps=1e-5):
    mean = np.mean(x, axis=axis, keepdims=True)
    std = np.std(x, axis=axis, keepdims=True)
    return (x - mean) / (std + eps)

# --- wrong answer 2: keeps the dimension for the mean but not for the variance
def standardise(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    variance = np.mean(distance**2, axis=axis)
    return distance / np.sqrt(variance + eps)

# --- wrong answer 3: writes 1e-5 into the formula and ignores the eps that was given
def standardise(x, axis, eps=1e-5):
    centred = x - x.mean(axis=axis, keepdims=True)
    return centred / np.sqrt(np.mean(centred**2, axis=axis, keepdims=True) + 1e-5)

# --- wrong answer 4: divides the squared distances by n - 1 as in statistics class, but the variance here is their mean
def standardise(x, axis, eps=1e-5):
    mean = np.mean(x, axis=axis, keepdims=True)
    variance = np.var(x, axis=axis, keepdims=True, ddof=1)
    return (x - mean) / np.sqrt(variance + eps)

# --- wrong answer 5: squares the mean distance instead of taking the mean of the squared distances (the same for two elements)
def standardise(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    variance = np.mean(np.abs(distance), axis=axis, keepdims=True) ** 2
    return distance / np.sqrt(variance + eps)

# --- wrong answer 6: puts the lost axis back by hand as in the example, which is right for axis=1 of a matrix only
def standardise(x, axis, eps=1e-5):
    mean = np.mean(x, axis=axis)[:, None]
    variance = np.mean((x - mean) ** 2, axis=axis)[:, None]
    return (x - mean) / np.sqrt(variance + eps)

# --- wrong answer 7: goes through several axes one after the other instead of together
def standardise(x, axis, eps=1e-5):
    if isinstance(axis, int):
        axis = (axis,)
    for a in axis:
        mean = np.mean(x, axis=a, keepdims=True)
        variance = np.mean((x - mean) ** 2, axis=a, keepdims=True)
        x = (x - mean) / np.sqrt(variance + eps)
    return x

# --- wrong answer 8: subtracts and divides in place, which changes the caller's array (and fails for integers)
def standardise(x, axis, eps=1e-5):
    x -= np.mean(x, axis=axis, keepdims=True)
    variance = np.mean(x**2, axis=axis, keepdims=True)
    x /= np.sqrt(variance + eps)
    return x

# --- wrong answer 9: takes the mean of the squared elements for the variance, not of the squared distances from the mean
def standardise(x, axis, eps=1e-5):
    mean = np.mean(x, axis=axis, keepdims=True)
    variance = np.mean(x**2, axis=axis, keepdims=True)
    return (x - mean) / np.sqrt(variance + eps)

# --- wrong answer 10: brackets missing around the difference, so only the mean is divided
def standardise(x, axis, eps=1e-5):
    m = np.mean(x, axis=axis, keepdims=True)
    v = np.var(x, axis=axis, keepdims=True)
    return x - m / np.sqrt(v + eps)
