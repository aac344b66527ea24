# --- wrong answer 1: L2 without the half, since the penalty of L2 is "the squares"
def elastic(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) * (w * w).sum()


# --- wrong answer 2: L1 without abs, since the slope of w is 1 and that is the constant pull
def elastic(w, l1_ratio):
    return l1_ratio * w.sum() + (1 - l1_ratio) * (w * w).sum() / 2


# --- wrong answer 3: means in place of sums, like the losses of lesson 04
def elastic(w, l1_ratio):
    return l1_ratio * w.abs().mean() + (1 - l1_ratio) * (w * w).mean() / 2


# --- wrong answer 4: the share goes to the wrong one of the two
def elastic(w, l1_ratio):
    return (1 - l1_ratio) * w.abs().sum() + l1_ratio * (w * w).sum() / 2


# --- wrong answer 5: writes down the slope itself and adds it up, instead of a function that has it
def elastic(w, l1_ratio):
    sign = w / w.abs()
    return (l1_ratio * sign + (1 - l1_ratio) * w).sum()


# --- wrong answer 6: takes "L2" for the length of the vector of weights, with the root
def elastic(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) * (w * w).sum() ** 0.5


# --- wrong answer 7: detaches first, so that the penalty does not change the weights; no slope is left
def elastic(w, l1_ratio):
    w = w.detach()
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) * (w * w).sum() / 2


# --- wrong answer 8: the half stands in front of both parts
def elastic(w, l1_ratio):
    return (l1_ratio * w.abs() + (1 - l1_ratio) * w * w).sum() / 2


# --- wrong answer 9: sums along the first axis only, one number for a vector, a row of them for a matrix
def elastic(w, l1_ratio):
    each = l1_ratio * w.abs() + (1 - l1_ratio) * w * w / 2
    return each.sum(dim=0)


# --- wrong answer 10: the half goes to the ratio, 1 - r/2 in place of (1 - r)/2
def elastic(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio / 2) * (w * w).sum()
