# --- wrong answer 1: uses .T, which reverses the stack's own axes too
def matmul_grad(g, a, b):
    return g @ b.T, a.T @ g

# --- wrong answer 2: forgets to turn the matrices (fits only for squares)
def matmul_grad(g, a, b):
    return g @ b, a @ g

# --- wrong answer 3: derives the second like the first, with the factors in the wrong order
def matmul_grad(g, a, b):
    grad_a = g @ np.swapaxes(b, -1, -2)
    grad_b = g @ np.swapaxes(a, -1, -2)
    return grad_a, grad_b

# --- wrong answer 4: returns the two gradients in the wrong order
def matmul_grad(g, a, b):
    da = g @ np.swapaxes(b, -1, -2)
    db = np.swapaxes(a, -1, -2) @ g
    return db, da

# --- wrong answer 5: uses reshape to turn the matrices: right shapes, wrong numbers
def matmul_grad(g, a, b):
    m, k = a.shape[-2:]
    n = b.shape[-1]
    b_t = b.reshape(b.shape[:-2] + (n, k))
    a_t = a.reshape(a.shape[:-2] + (k, m))
    return g @ b_t, a_t @ g

# --- wrong answer 6: overwrites a with its gradient and then uses it for the second one
def matmul_grad(g, a, b):
    a = g @ np.swapaxes(b, -1, -2)
    b = np.swapaxes(a, -1, -2) @ g
    return a, b

# --- wrong answer 7: uses np.dot, which is right for matrices but combines every matrix of one stack with every one of the other
def matmul_grad(g, a, b):
    grad_a = np.dot(g, np.swapaxes(b, -1, -2))
    grad_b = np.dot(np.swapaxes(a, -1, -2), g)
    return grad_a, grad_b

# --- wrong answer 8: einsum with letters that are not shared, so each factor is summed by itself: right shapes, wrong numbers
def matmul_grad(g, a, b):
    grad_a = np.einsum("...ij,...kl->...ik", g, b)
    grad_b = np.einsum("...ik,...lj->...kj", a, g)
    return grad_a, grad_b

# --- wrong answer 9: adds up the second gradient over the stack, as if all matrices had shared one b
def matmul_grad(g, a, b):
    grad_a = g @ np.swapaxes(b, -1, -2)
    grad_b = np.swapaxes(a, -1, -2) @ g
    while grad_b.ndim > 2:
        grad_b = grad_b.sum(axis=0)
    return grad_a, grad_b

# --- wrong answer 10: turns g instead of the other factor and forgets to turn the results back (each gradient is transposed)
def matmul_grad(g, a, b):
    g_t = np.swapaxes(g, -1, -2)
    grad_a = b @ g_t
    grad_b = g_t @ a
    return grad_a, grad_b
