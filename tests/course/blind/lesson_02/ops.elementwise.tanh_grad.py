# --- wrong answer 1: gives only the slope and forgets the incoming gradient g
def tanh_grad(g, y):
    return 1 - y**2


# --- wrong answer 2: treats y as the input and applies tanh a second time
def tanh_grad(g, y):
    return g * (1 - np.tanh(y) ** 2)


# --- wrong answer 3: leaves out the brackets, so g is multiplied only with the 1
def tanh_grad(g, y):
    return g * 1 - y**2


# --- wrong answer 4: has the difference the wrong way round, so the sign is wrong
def tanh_grad(g, y):
    return g * (y**2 - 1)


# --- wrong answer 5: forgets the square, which is right only at heights 0 and 1
def tanh_grad(g, y):
    slope = 1 - y
    return g * slope


# --- wrong answer 6: squares y in place and so destroys the result of the forward pass
def tanh_grad(g, y):
    y *= y
    return g * (1 - y)


# --- wrong answer 7: adds the incoming gradient to the slope instead of multiplying
def tanh_grad(g, y):
    slope = 1 - y**2
    return g + slope


# --- wrong answer 8: writes ^ for the power, which in Python is a bitwise operation
def tanh_grad(g, y):
    return g * (1 - y ^ 2)


# --- wrong answer 9: uses the matrix product @ instead of multiplying element by element
def tanh_grad(g, y):
    return g @ (1 - y**2)


# --- wrong answer 10: returns a pair as in mul_grad, though tanh has only one input
def tanh_grad(g, y):
    slope = 1 - y**2
    return g * slope, g * y
