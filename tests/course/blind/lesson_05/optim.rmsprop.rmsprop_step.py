# --- wrong answer 1: I divide by the root of the mean as it was before this gradient
def rmsprop_step(p, g, v, lr, alpha, eps):
    p -= lr * g / (v**0.5 + eps)
    v *= alpha
    v += (1 - alpha) * g**2

# --- wrong answer 2: I add eps under the root, not behind it
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    p -= lr * g / (v + eps) ** 0.5

# --- wrong answer 3: I mixed up the shares: alpha for the new square, the rest for the old mean
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= 1 - alpha
    v += alpha * g**2
    p -= lr * g / (v**0.5 + eps)

# --- wrong answer 4: I take the root in place, so v is a size afterwards and no longer a mean of squares
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    v **= 0.5
    p -= lr * g / (v + eps)

# --- wrong answer 5: I square the share together with the gradient
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += ((1 - alpha) * g) ** 2
    p -= lr * g / (v**0.5 + eps)

# --- wrong answer 6: I divide by one usual size for the whole array and not number by number
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    size = v.mean() ** 0.5
    p -= lr * g / (size + eps)

# --- wrong answer 7: v = ... makes a new array; p is right, but the caller's mean never moves
def rmsprop_step(p, g, v, lr, alpha, eps):
    v = alpha * v + (1 - alpha) * g * g
    p -= lr * g / (v**0.5 + eps)

# --- wrong answer 8: I forgot the brackets around the root and eps, so eps is added to the whole step
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    p -= lr * g / v**0.5 + eps

# --- wrong answer 9: I use eps only where the mean is 0, since that is what it is there for
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    root = v**0.5
    root[root == 0] = eps
    p -= lr * g / root

# --- wrong answer 10: I take the root and then also leave eps in the mean: it is added to v in every step
def rmsprop_step(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g**2
    step = g / (v**0.5 + eps)
    v += eps
    p -= lr * step
