# --- wrong answer 1: measures from x to x + step only (one side)
def numeric_gradient(f, x, step=1e-5):
    grad = np.zeros(x.shape)
    base = f(x)
    for i in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[i] += step
        grad[i] = (f(nudged) - base) / step
    return grad

# --- wrong answer 2: goes from step below to step above but divides by step instead of 2 * step
def numeric_gradient(f, x, step=1e-5):
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up = x.copy()
        down = x.copy()
        up[i] = up[i] + step
        down[i] = down[i] - step
        slopes[i] = (f(up) - f(down)) / step
    return slopes

# --- wrong answer 3: copies once before the loop and never puts the nudged number back, so the nudges pile up
def numeric_gradient(f, x, step=1e-5):
    up = x.copy()
    down = x.copy()
    result = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up[i] += step
        down[i] -= step
        result[i] = (f(up) - f(down)) / (2 * step)
    return result

# --- wrong answer 4: nudges the whole array at once, so every position gets the sum of all slopes
def numeric_gradient(f, x, step=1e-5):
    slope = (f(x + step) - f(x - step)) / (2 * step)
    return np.full(x.shape, slope)

# --- wrong answer 5: loops over range(len(x)), which nudges a whole row of a 2-D array (and fails for a single number)
def numeric_gradient(f, x, step=1e-5):
    out = np.zeros(x.shape)
    for i in range(len(x)):
        xp = x.copy()
        xm = x.copy()
        xp[i] += step
        xm[i] -= step
        out[i] = (f(xp) - f(xm)) / (2 * step)
    return out

# --- wrong answer 6: up and down are two names for the same copy, so the difference is always 0
def numeric_gradient(f, x, step=1e-5):
    grads = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = down = x.copy()
        up[i] += step
        down[i] -= step
        grads[i] = (f(up) - f(down)) / (2 * step)
    return grads

# --- wrong answer 7: works in the caller's array and nudges it back by adding, which leaves rounding errors in it
def numeric_gradient(f, x, step=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += step
        above = f(x)
        x[i] -= 2 * step
        below = f(x)
        x[i] += step
        grad[i] = (above - below) / (2 * step)
    return grad

# --- wrong answer 8: gives f a flattened array instead of one of x's shape
def numeric_gradient(f, x, step=1e-5):
    flat = x.flatten()
    slopes = []
    for i in range(flat.size):
        plus, minus = flat.copy(), flat.copy()
        plus[i] += step
        minus[i] -= step
        slopes.append((f(plus) - f(minus)) / (2 * step))
    return np.array(slopes).reshape(x.shape)

# --- wrong answer 9: ignores the parameter step and uses a number of its own
def numeric_gradient(f, x, step=1e-5):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += h
        b[i] -= h
        grad[i] = (f(a) - f(b)) / (2 * h)
    return grad

# --- wrong answer 10: missing brackets, so it divides by 2 and then multiplies by step
def numeric_gradient(f, x, step=1e-5):
    gradient = np.empty(x.shape)
    for pos in np.ndindex(x.shape):
        higher = x.copy()
        lower = x.copy()
        higher[pos] += step
        lower[pos] -= step
        gradient[pos] = (f(higher) - f(lower)) / 2 * step
    return gradient
