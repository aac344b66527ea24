# --- wrong answer 1: takes the standard deviation for the bound
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    std = gain * math.sqrt(2 / (fan_in + fan_out))
    return uniform_(tensor, -std, std, generator)

# --- wrong answer 2: forgets the root, which is not noticed for fans 3 and 3, nor for 2 and 4, where the bound is 1
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * 6 / (fan_in + fan_out)
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 3: multiplies the variance by the gain, so only its root widens the numbers
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    variance = gain * 2 / (fan_in + fan_out)
    bound = math.sqrt(3 * variance)
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 4: does not hand on the generator, so the numbers always come from the shared one
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound)

# --- wrong answer 5: fills the tensor but does not return it
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    uniform_(tensor, -bound, bound, generator)

# --- wrong answer 6: reads the fans from the first two sizes, which is wrong for convolutions
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_out, fan_in = tensor.shape[0], tensor.shape[1]
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 7: takes the mean of the two variances 1/fan_in and 1/fan_out instead of the mean of the fans, right for square weights only
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    variance = (1 / fan_in + 1 / fan_out) / 2
    bound = gain * math.sqrt(3 * variance)
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 8: uses the third of the variance the wrong way round, divides by 3 where it has to multiply
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    variance = 2 / (fan_in + fan_out)
    bound = gain * math.sqrt(variance / 3)
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 9: forgets the gain
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = np.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)

# --- wrong answer 10: keeps only the way forward in mind, variance 1/fan_in
def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(3 / fan_in)
    return uniform_(tensor, -bound, bound, generator)
