# --- wrong answer 1: the two gradients are swapped
def mul_grad(g, a, b):
    return g * a, g * b

# --- wrong answer 2: forgets the incoming gradient g
def mul_grad(g, a, b):
    return b, a

# --- wrong answer 3: forgets g in the second gradient only
def mul_grad(g, a, b):
    grad_a = g * b
    grad_b = a
    return grad_a, grad_b

# --- wrong answer 4: writes the product rule as one sum and returns a single array
def mul_grad(g, a, b):
    return g * b + g * a

# --- wrong answer 5: multiplies g in place, so the second gradient starts from a changed g (and the caller's g is spoilt)
def mul_grad(g, a, b):
    grad_a = g
    grad_a *= b
    grad_b = g
    grad_b *= a
    return grad_a, grad_b

# --- wrong answer 6: uses np.dot instead of element by element
def mul_grad(g, a, b):
    return np.dot(g, b), np.dot(g, a)

# --- wrong answer 7: divides the product by the input, which gives nan where the input is 0
def mul_grad(g, a, b):
    y = a * b
    return g * y / a, g * y / b

# --- wrong answer 8: computes the right numbers but inside the arrays a and b that it was given
def mul_grad(g, a, b):
    a *= g
    b *= g
    return b, a

# --- wrong answer 9: loops over positions with len, into flat arrays: right only for one axis
def mul_grad(g, a, b):
    da = np.zeros(len(g))
    db = np.zeros(len(g))
    for i in range(len(g)):
        da[i] = g[i] * b[i]
        db[i] = g[i] * a[i]
    return da, db

# --- wrong answer 10: sums over axis 0 although nothing was broadcast
def mul_grad(g, a, b):
    ga = np.sum(g * b, axis=0)
    gb = np.sum(g * a, axis=0)
    return ga, gb
