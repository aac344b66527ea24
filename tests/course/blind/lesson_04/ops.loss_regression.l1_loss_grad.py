# --- wrong answer 1: the mean shares g among the rows, len(input), not among all the numbers (right in 1-D)
def l1_loss_grad(g, input, target, reduction):
    if reduction == "mean":
        g = g / len(input)
    grad = g * np.sign(input - target)
    return grad, -grad

# --- wrong answer 2: the distance does not care who moves, so both get the same gradient
def l1_loss_grad(g, input, target, reduction):
    grad = g * np.sign(input - target)
    if reduction == "mean":
        grad = grad / input.size
    return grad, grad

# --- wrong answer 3: above the target +1, otherwise -1; forgets that equal is neither
def l1_loss_grad(g, input, target, reduction):
    slope = np.where(input > target, 1.0, -1.0)
    if reduction == "mean":
        slope = slope / input.size
    return g * slope, -g * slope

# --- wrong answer 4: the sign as difference / distance, which is 0 / 0 where both are equal
def l1_loss_grad(g, input, target, reduction):
    difference = input - target
    grad = g * difference / np.abs(difference)
    if reduction == "mean":
        grad = grad / difference.size
    return grad, -grad

# --- wrong answer 5: g "already knows" about the reduction, so mean is treated like sum
def l1_loss_grad(g, input, target, reduction):
    grad = g * np.sign(input - target)
    return grad, -grad

# --- wrong answer 6: only the sum is special, all else is divided by the count, "none" too
def l1_loss_grad(g, input, target, reduction):
    grad = g * np.sign(input - target)
    if reduction != "sum":
        grad = grad / input.size
    return grad, -grad

# --- wrong answer 7: g slipped inside the sign, so only its sign is left and its size is lost
def l1_loss_grad(g, input, target, reduction):
    grad = np.sign(g * (input - target))
    if reduction == "mean":
        grad = grad / input.size
    return grad, -grad

# --- wrong answer 8: divides g in place, so the caller's own array g is changed by a mean
def l1_loss_grad(g, input, target, reduction):
    if reduction == "mean":
        g /= input.size
    grad = g * np.sign(input - target)
    return grad, -grad

# --- wrong answer 9: "never compare floats with ==": what is merely close (5.00001 and 5) counts as equal and gets 0
def l1_loss_grad(g, input, target, reduction):
    slope = np.where(np.isclose(input, target), 0.0, np.sign(input - target))
    if reduction == "mean":
        slope = slope / input.size
    return g * slope, -(g * slope)

# --- wrong answer 10: "a slope is a pull": a target above pulls the prediction up, so +1 there (both signs turned)
def l1_loss_grad(g, input, target, reduction):
    pull = np.sign(target - input)
    if reduction == "mean":
        pull = pull / input.size
    return g * pull, -g * pull
