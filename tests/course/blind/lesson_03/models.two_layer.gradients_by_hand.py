# --- wrong answer 1: takes the mean over the B rows only and not over all B·O numbers
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / len(x)
    dw2 = dy.T @ h
    db2 = dy.sum(axis=0)
    dh = dy @ w2
    dz = dh * (z > 0)
    dw1 = dz.T @ x
    db1 = dz.sum(axis=0)
    return dw1, db1, dw2, db2

# --- wrong answer 2: averages the bias gradients over the rows instead of adding them
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = dy.T @ h
    db2 = dy.mean(axis=0)
    dh = dy @ w2
    dz = dh * (z > 0)
    dw1 = dz.T @ x
    db1 = dz.mean(axis=0)
    return dw1, db1, dw2, db2

# --- wrong answer 3: forgets relu on the way back, so units that are off get a gradient too
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dh = dy @ w2
    return dh.T @ x, dh.sum(axis=0), dy.T @ h, dy.sum(axis=0)

# --- wrong answer 4: returns the gradients in the order in which they are found on the way back, the last layer first
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = dy.T @ h
    db2 = dy.sum(axis=0)
    dz = (dy @ w2) * (z > 0)
    dw1 = dz.T @ x
    db1 = dz.sum(axis=0)
    return dw2, db2, dw1, db1

# --- wrong answer 5: the weight gradients are transposed, (in, out) instead of (out, in)
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = h.T @ dy
    db2 = dy.sum(axis=0)
    dz = (dy @ w2) * (z > 0)
    dw1 = x.T @ dz
    db1 = dz.sum(axis=0)
    return dw1, db1, dw2, db2

# --- wrong answer 6: applies relu to the gradient that comes back instead of looking where z was positive
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = dy.T @ h
    db2 = dy.sum(axis=0)
    dh = dy @ w2
    dz = np.maximum(dh, 0)
    dw1 = dz.T @ x
    db1 = dz.sum(axis=0)
    return dw1, db1, dw2, db2

# --- wrong answer 7: multiplies with z from before relu, where the second layer saw h
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    y = np.maximum(z, 0) @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = dy.T @ z
    db2 = dy.sum(axis=0)
    dz = (dy @ w2) * (z > 0)
    dw1 = dz.T @ x
    db1 = dz.sum(axis=0)
    return dw1, db1, dw2, db2

# --- wrong answer 8: stops the gradient at relu for w1, but takes the one from behind relu for b1
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    grad_y = 2 * (y - target) / y.size
    grad_b2 = grad_y.sum(axis=0)
    grad_w2 = grad_y.T @ h
    grad_h = grad_y @ w2
    grad_b1 = grad_h.sum(axis=0)
    grad_w1 = (grad_h * (z > 0)).T @ x
    return grad_w1, grad_b1, grad_w2, grad_b2

# --- wrong answer 9: keeps the summed axis, so the bias gradients are (1, H) and (1, O) instead of (H,) and (O,)
def gradients_by_hand(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    y = h @ w2.T + b2
    dy = 2 * (y - target) / y.size
    dw2 = dy.T @ h
    db2 = np.sum(dy, axis=0, keepdims=True)
    dz = (dy @ w2) * (z > 0)
    dw1 = dz.T @ x
    db1 = np.sum(dz, axis=0, keepdims=True)
    return dw1, db1, dw2, db2

# --- wrong answer 10: goes row by row and overwrites instead of adding, so only the last row of the batch counts
def gradients_by_hand(x, target, w1, b1, w2, b2):
    for i in range(len(x)):
        z = w1 @ x[i] + b1
        h = np.maximum(z, 0)
        y = w2 @ h + b2
        db2 = 2 * (y - target[i]) / target.size
        dw2 = np.outer(db2, h)
        db1 = (w2.T @ db2) * (z > 0)
        dw1 = np.outer(db1, x[i])
    return dw1, db1, dw2, db2
