# --- wrong answer 1: takes np.max for np.maximum, so the 0 is read as an axis
def relu(x):
    return np.max(x, 0)


# --- wrong answer 2: believes that result = x makes a copy, and so changes the caller's array
def relu(x):
    result = x
    result[result < 0] = 0
    return result


# --- wrong answer 3: writes it for a single number; an if cannot decide for a whole array
def relu(x):
    if x > 0:
        return x
    else:
        return 0


# --- wrong answer 4: takes the smaller of the two numbers instead of the larger
def relu(x):
    return np.minimum(x, 0)


# --- wrong answer 5: takes away the minus sign instead of putting 0
def relu(x):
    return np.abs(x)


# --- wrong answer 6: throws the negative numbers out, so that the array gets shorter
def relu(x):
    positive = x[x > 0]
    return positive


# --- wrong answer 7: returns 1 for positive numbers instead of the number itself
def relu(x):
    mask = x > 0
    return mask.astype(float)


# --- wrong answer 8: flattens the array for the loop and never gives the shape back
def relu(x):
    out = []
    for v in x.flatten():
        out.append(max(v, 0.0))
    return np.array(out)


# --- wrong answer 9: sets only the loop variable to 0, which changes nothing in the array
def relu(x):
    y = x.copy()
    for v in y.flatten():
        if v < 0:
            v = 0
    return y


# --- wrong answer 10: computes the right thing and forgets to return it
def relu(x):
    y = np.maximum(x, 0)
