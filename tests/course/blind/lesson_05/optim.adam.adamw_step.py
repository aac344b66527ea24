# --- wrong answer 1: I take Adam's step first, and the weight that it has moved loses the share
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)
    p -= lr * weight_decay * p

# --- wrong answer 2: I add the slope of the penalty to the gradient, so the decay goes through the division
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    adam_step(p, g + weight_decay * p, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 3: p = ... makes a new array, and Adam moves that one; the caller's weights stay
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p = p * (1 - lr * weight_decay)
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 4: I forgot lr, the weight loses the share weight_decay
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 - weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 5: I take off a positive amount with abs, which makes negative weights larger instead of smaller
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p -= lr * weight_decay * abs(p)
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 6: I shrink the weight beside the rule and leave the decay in the gradient as well
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    g = g + weight_decay * p
    p *= 1 - lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 7: a share is lost in each step, so I raise it to the number of the step
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= (1 - lr * weight_decay) ** t
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 8: I let only those weights decay that nobody needs, those with a gradient of 0
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p[g == 0] *= 1 - lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 9: I take off the penalty itself, λ/2 times the square, and not its slope
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p -= lr * weight_decay / 2 * p**2
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)

# --- wrong answer 10: I call Adam with the usual numbers of the text and not with the caller's beta1, beta2 and eps
def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 - lr * weight_decay
    adam_step(p, g, m, v, t, lr, 0.9, 0.999, 1e-8)
