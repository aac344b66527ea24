# --- wrong answer 1: I wrote the new memory as v = ..., so the caller's v stays what it was
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v = momentum * v + (1 - dampening) * g
    if nesterov:
        p -= lr * (g + momentum * v)
    else:
        p -= lr * v

# --- wrong answer 2: I took the step along the memory first and brought the memory up to date afterwards
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    if nesterov:
        p -= lr * (g + momentum * v)
    else:
        p -= lr * v
    v *= momentum
    v += (1 - dampening) * g

# --- wrong answer 3: I made the memory a mean, so that only the share 1 - momentum of the gradient comes in
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - momentum) * (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)

# --- wrong answer 4: with nesterov I look ahead along the memory as it was before this step
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    kept = momentum * v
    v *= momentum
    v += (1 - dampening) * g
    if nesterov:
        p -= lr * (g + kept)
    else:
        p -= lr * v

# --- wrong answer 5: with nesterov I add the gradient to the whole memory and forget its share momentum
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    way = v
    if nesterov:
        way = g + v
    p -= lr * way

# --- wrong answer 6: I took dampening off the gradient as a number, not as a share of it
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += g - dampening
    if nesterov:
        p -= lr * (g + momentum * v)
    else:
        p -= lr * v

# --- wrong answer 7: I dampen the gradient once and for all, so Nesterov's step gets the dampened one, too
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    g = (1 - dampening) * g
    v *= momentum
    v += g
    if nesterov:
        p -= lr * (g + momentum * v)
    else:
        p -= lr * v

# --- wrong answer 8: I let the memory collect whole steps, with lr already in it
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += lr * (1 - dampening) * g
    if nesterov:
        p -= lr * g + momentum * v
    else:
        p -= v

# --- wrong answer 9: with nesterov I put the look ahead into v itself, so that the next step remembers it
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    if nesterov:
        v *= momentum
        v += g
    p -= lr * v

# --- wrong answer 10: I gave g a second name and added to that with +=, so with nesterov the caller's gradient changes
def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    if nesterov:
        way = g
        way += momentum * v
    else:
        way = v
    p -= lr * way
