# --- wrong answer 1: each score gets only its own report, g times (1 - p); right only for the score that reports alone
def log_softmax_grad(g, y, axis):
    return g * (1 - np.exp(y))

# --- wrong answer 2: takes y for the probability, it is the logarithm
def log_softmax_grad(g, y, axis):
    return g - y * np.sum(g, axis=axis, keepdims=True)

# --- wrong answer 3: the axis does not stay after the sum: one row passes, the batch does not (a square even without an error)
def log_softmax_grad(g, y, axis):
    return g - np.exp(y) * np.sum(g, axis=axis)

# --- wrong answer 4: adds up the reports of the whole batch, so the rows mix
def log_softmax_grad(g, y, axis):
    return g - np.exp(y) * np.sum(g)

# --- wrong answer 5: the rule of softmax, not of its logarithm
def log_softmax_grad(g, y, axis):
    p = np.exp(y)
    return p * (g - np.sum(g * p, axis=axis, keepdims=True))

# --- wrong answer 6: "what was said less what is so" for everything: right only if the reports add up to -1
def log_softmax_grad(g, y, axis):
    return np.exp(y) + g

# --- wrong answer 7: adds up the rows of the table in place of the columns, each g times its own p
def log_softmax_grad(g, y, axis):
    return g - np.sum(np.exp(y) * g, axis=axis, keepdims=True)

# --- wrong answer 8: own report times (1 - p), then minus p times all reports: its own is counted twice
def log_softmax_grad(g, y, axis):
    p = np.exp(y)
    return g * (1 - p) - p * np.sum(g, axis=axis, keepdims=True)

# --- wrong answer 9: subtracts in place, so the caller's g is overwritten (the returned numbers are right)
def log_softmax_grad(g, y, axis):
    g -= np.exp(y) * np.sum(g, axis=axis, keepdims=True)
    return g

# --- wrong answer 10: a tuple of axes is gone through one axis after the other, each with the result of the one before
def log_softmax_grad(g, y, axis):
    p = np.exp(y)
    for a in axis if isinstance(axis, tuple) else (axis,):
        g = g - p * np.sum(g, axis=a, keepdims=True)
    return g
