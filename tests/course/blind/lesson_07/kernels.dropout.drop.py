# --- wrong answer 1: leaves out, and forgets to make the others louder
def drop(x, chance, p):
    mask = (chance >= p).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 2: a number equal to p is dropped too (with p = 0 a chance of 0 drops an element)
def drop(x, chance, p):
    if p == 1:
        mask = np.zeros_like(chance, dtype=x.dtype)
    else:
        mask = ((chance > p) / (1 - p)).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 3: a quarter is missing, so the others speak a quarter louder: 1 + p
def drop(x, chance, p):
    mask = ((chance >= p) * (1 + p)).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 4: p = 1 divides 0 by 0, and all that is dropped is NaN
def drop(x, chance, p):
    keep = (chance >= p).astype(x.dtype)
    mask = (keep / (1 - p)).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 5: y is x itself ("put 0 in place of"), so the caller's array is overwritten
def drop(x, chance, p):
    louder = 1 / (1 - p) if p < 1 else 0
    mask = ((chance >= p) * louder).astype(x.dtype)
    x *= mask
    return x, mask


# --- wrong answer 6: y is right, but the mask says only who stayed, not the factor
def drop(x, chance, p):
    keep = (chance >= p).astype(x.dtype)
    if p == 1:
        return x * keep, keep
    y = (x * keep / (1 - p)).astype(x.dtype)
    return y, keep


# --- wrong answer 7: makes up for those who were really left out this time, not for the share p
def drop(x, chance, p):
    keep = chance >= p
    stayed = keep.sum()
    louder = keep.size / stayed if stayed else 0
    mask = (keep * louder).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 8: with p = 1 the mask gets the shape of x, not that of chance
def drop(x, chance, p):
    if p == 1:
        return np.zeros_like(x), np.zeros_like(x)
    mask = ((chance >= p) / (1 - p)).astype(x.dtype)
    return x * mask, mask


# --- wrong answer 9: sets zeros with a boolean index, which has no room for a chance that is 1 long on some axes
def drop(x, chance, p):
    dropped = chance < p
    louder = 1 / (1 - p) if p < 1 else 0
    mask = np.full(chance.shape, louder, dtype=x.dtype)
    mask[dropped] = 0
    y = (x * louder).astype(x.dtype)
    y[dropped] = 0
    return y, mask


# --- wrong answer 10: the mask gets the dtype of chance, so float32 images with float64 chances come out as float64
def drop(x, chance, p):
    mask = np.zeros_like(chance)
    if p < 1:
        mask[chance >= p] = 1 / (1 - p)
    return x * mask, mask
