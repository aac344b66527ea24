# --- wrong answer 1: I forgot that a parameter which took no part has None for a gradient
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters)]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total

# --- wrong answer 2: I always multiply, so that short gradients are made longer, up to the limit
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    factor = max_norm / (total.item() + 1e-6)
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total

# --- wrong answer 3: I clip each array by its own length
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    with no_grad():
        for gradient in gradients:
            length = get_total_norm([gradient], norm_type, error_if_nonfinite).item()
            gradient.mul_(min(1.0, max_norm / (length + 1e-6)))
    return total

# --- wrong answer 4: I give the parameter a new gradient, so whoever holds the old one does not see it shortened
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    chosen = [parameter for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm([parameter.grad for parameter in chosen], norm_type, error_if_nonfinite)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for parameter in chosen:
            parameter.grad = parameter.grad * factor
    return total

# --- wrong answer 5: I return the length that the gradients have after clipping
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return get_total_norm(gradients, norm_type, error_if_nonfinite)

# --- wrong answer 6: I always take the usual length, whatever norm_type is asked for
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, 2.0, error_if_nonfinite)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total

# --- wrong answer 7: I do not pass error_if_nonfinite on, so inf and nan are never refused
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, False)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total

# --- wrong answer 8: I left out the 0.000001, which is too small to matter; gradients of nothing but 0 divide by zero
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    factor = min(1.0, max_norm / total.item())
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total

# --- wrong answer 9: I go through parameters twice without making a list; net.parameters() is used up after the first time
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    if hasattr(parameters, "grad"):
        parameters = [parameters]
    total = get_total_norm([p.grad for p in parameters if p.grad is not None], norm_type, error_if_nonfinite)
    factor = min(1.0, max_norm / (total.item() + 1e-6))
    with no_grad():
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad.mul_(factor)
    return total

# --- wrong answer 10: I add up the lengths of the arrays and call that the length together
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    length = sum(get_total_norm([gradient], norm_type, error_if_nonfinite).item() for gradient in gradients)
    factor = min(1.0, max_norm / (length + 1e-6))
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor)
    return total
