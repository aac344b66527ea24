# --- wrong answer 1: the gain is under the root, as if it were a factor of the variance
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = math.sqrt(calculate_gain(nonlinearity, a) / n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 2: writes the 2 of relu into the formula and never asks for the activation
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = math.sqrt(2 / n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 3: ignores mode and always takes fan_in
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, _ = fan_in_and_fan_out(tensor)
    std = calculate_gain(nonlinearity, a) / math.sqrt(fan_in)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 4: exchanges the two fans, because a weight's shape is (out, in)
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_out, fan_in = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = calculate_gain(nonlinearity, a) / math.sqrt(n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 5: does not hand on the slope a, so leaky_relu has the same gain for every slope
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = calculate_gain(nonlinearity) / math.sqrt(n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 6: hands the variance to normal_, which wants the standard deviation
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    gain = calculate_gain(nonlinearity, a)
    variance = gain**2 / n
    return normal_(tensor, 0.0, variance, generator)

# --- wrong answer 7: reads the fans from the shape, which is wrong for convolutions
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    if mode == "fan_in":
        n = tensor.shape[1]
    else:
        n = tensor.shape[0]
    std = calculate_gain(nonlinearity, a) / math.sqrt(n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 8: counts relu's doubling twice, once as the 2 of the variance and once as the gain
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = calculate_gain(nonlinearity, a) * math.sqrt(2 / n)
    return normal_(tensor, 0.0, std, generator)

# --- wrong answer 9: gives the standard deviation in the place of the mean
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    std = calculate_gain(nonlinearity, a) / math.sqrt(n)
    return normal_(tensor, std, generator=generator)

# --- wrong answer 10: spreads evenly as in the exercise before, with the right variance but not normally
def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    n = fan_in if mode == "fan_in" else fan_out
    bound = calculate_gain(nonlinearity, a) * math.sqrt(3 / n)
    return uniform_(tensor, -bound, bound, generator)
