# --- wrong answer 1: chooses with np.where, but both arrays are computed in full and the unused exponential overflows
def logistic_loss(x, target):
    yes = np.where(x < 0, -x + np.log1p(np.exp(x)), np.log1p(np.exp(-x)))
    return yes + (1 - target) * x

# --- wrong answer 2: a target is a yes or a no, so whatever is above a half counts as a full yes
def logistic_loss(x, target):
    z = np.where(target > 0.5, -x, x)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

# --- wrong answer 3: pulls e^z out of the logarithm and does not add z again: 0 far out on either side
def logistic_loss(x, target):
    small = np.log1p(np.exp(-np.abs(x)))
    return target * small + (1 - target) * small

# --- wrong answer 4: cuts the scores off at 500 so that nothing can overflow; a loss of 1000 becomes 500, and float32 overflows anyway
def logistic_loss(x, target):
    x = np.clip(x, -500, 500)
    return target * np.log1p(np.exp(-x)) + (1 - target) * np.log1p(np.exp(x))

# --- wrong answer 5: "no" costs x more than "yes", but the x is added to the yes (t in place of 1 - t)
def logistic_loss(x, target):
    yes = np.maximum(-x, 0) + np.log1p(np.exp(-np.abs(x)))
    return yes + target * x

# --- wrong answer 6: fills a fresh np.zeros, side by side without overflow, but that makes float64 out of float32
def logistic_loss(x, target):
    loss = np.zeros(np.shape(x))
    right = x > 0
    loss[right] = x[right] + np.log1p(np.exp(-x[right]))
    loss[~right] = np.log1p(np.exp(x[~right]))
    return loss - target * x

# --- wrong answer 7: a stable probability, then a small epsilon against log 0: no loss grows beyond about 27.6
def logistic_loss(x, target):
    e = np.exp(-np.abs(x))
    p = np.where(x >= 0, 1 / (1 + e), e / (1 + e))
    return -target * np.log(p + 1e-12) - (1 - target) * np.log(1 - p + 1e-12)

# --- wrong answer 8: takes the rearranged z + log(1 + e^-z) for every z, so it overflows on the other side, far below 0
def logistic_loss(x, target):
    no = x + np.log1p(np.exp(-x))
    return no - target * x

# --- wrong answer 9: z = x is no copy: turning the positive ones changes x itself, the caller's and the one used later
def logistic_loss(x, target):
    z = x
    z[z > 0] *= -1
    return np.maximum(x, 0) + np.log1p(np.exp(z)) - x * target

# --- wrong answer 10: "where z is large" it is just z: leaves the small rest out from 5 on (5 in place of 5.0067)
def logistic_loss(x, target):
    def softplus(z):
        return np.where(z > 5, z, np.log1p(np.exp(np.minimum(z, 5))))

    return target * softplus(-x) + (1 - target) * softplus(x)
