# --- wrong answer 1: the formula from paper, which overflows far on the left and gives 0 there
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

# --- wrong answer 2: np.where picks the good side, but both formulas are computed everywhere, so exponentials overflow all the same
def sigmoid(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (np.exp(x) + 1))

# --- wrong answer 3: the two formulas are exchanged, each is used on the side where it is bad
def sigmoid(x):
    return np.where(x < 0, 1 / (1 + np.exp(-x)), np.exp(x) / (np.exp(x) + 1))

# --- wrong answer 4: clips x so that nothing overflows, which makes all numbers far on the left the same
def sigmoid(x):
    x = np.clip(x, -80, 80)
    return 1 / (1 + np.exp(-x))

# --- wrong answer 5: writes it with tanh, which never overflows but rounds to exactly 0 on the left
def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2

# --- wrong answer 6: gets the left side as 1 minus the right one, which loses all digits of small results
def sigmoid(x):
    right = 1 / (1 + np.exp(-np.abs(x)))
    return np.where(x >= 0, right, 1 - right)

# --- wrong answer 7: computes in float64 and goes back, which saves -100 but overflows again at -1000
def sigmoid(x):
    wide = x.astype(np.float64)
    return (1 / (1 + np.exp(-wide))).astype(x.dtype)

# --- wrong answer 8: fills an array made by np.empty without a dtype, so float32 comes back as float64
def sigmoid(x):
    y = np.empty(x.shape)
    right = x >= 0
    y[right] = 1 / (1 + np.exp(-x[right]))
    e = np.exp(x[~right])
    y[~right] = e / (e + 1)
    return y

# --- wrong answer 9: treats above 0 and below 0 and forgets 0 itself, where the result stays 0 instead of 0.5
def sigmoid(x):
    y = np.zeros_like(x)
    above, below = x > 0, x < 0
    y[above] = 1 / (1 + np.exp(-x[above]))
    y[below] = np.exp(x[below]) / (np.exp(x[below]) + 1)
    return y

# --- wrong answer 10: goes through x number by number, which works for one dimension only
def sigmoid(x):
    results = []
    for number in x:
        if number >= 0:
            results.append(1 / (1 + np.exp(-number)))
        else:
            results.append(np.exp(number) / (np.exp(number) + 1))
    return np.array(results, dtype=x.dtype)
