# --- wrong answer 1: I forgot to make up for the start, the means go into the step as they are
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    p -= lr * m / (v**0.5 + eps)

# --- wrong answer 2: I divide by 1 - beta in every step, whatever t is
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    right_m = m / (1 - beta1)
    right_v = v / (1 - beta2)
    p -= lr * right_m / (right_v**0.5 + eps)

# --- wrong answer 3: I correct m and v in place, so that they are corrected again in the next step
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    m /= 1 - beta1**t
    v /= 1 - beta2**t
    p -= lr * m / (v**0.5 + eps)

# --- wrong answer 4: I correct both means by beta1 (copied the line and forgot to change it)
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    right_m = m / (1 - beta1**t)
    right_v = v / (1 - beta1**t)
    p -= lr * right_m / (right_v**0.5 + eps)

# --- wrong answer 5: I add eps to the corrected mean of the squares, under the root
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    right_m = m / (1 - beta1**t)
    right_v = v / (1 - beta2**t)
    p -= lr * right_m / (right_v + eps) ** 0.5

# --- wrong answer 6: I put both corrections into the rate, so eps is added to the root before the correction
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    rate = lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t)
    p -= rate * m / (v**0.5 + eps)

# --- wrong answer 7: I count the steps from 0 and raise beta to t + 1
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    right_m = m / (1 - beta1 ** (t + 1))
    right_v = v / (1 - beta2 ** (t + 1))
    p -= lr * right_m / (right_v**0.5 + eps)

# --- wrong answer 8: I take the root first and correct it afterwards, by the whole 1 - beta2**t
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    root = v**0.5 / (1 - beta2**t)
    p -= lr * (m / (1 - beta1**t)) / (root + eps)

# --- wrong answer 9: I divide the gradient itself, as in RMSprop, and use m for nothing; the first step comes out right
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    right_v = v / (1 - beta2**t)
    p -= lr * g / (right_v**0.5 + eps)

# --- wrong answer 10: I corrected in the first step only, where the means are 0; later ones have something in them already
def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    if t == 1:
        p -= lr * (m / (1 - beta1)) / ((v / (1 - beta2)) ** 0.5 + eps)
    else:
        p -= lr * m / (v**0.5 + eps)
