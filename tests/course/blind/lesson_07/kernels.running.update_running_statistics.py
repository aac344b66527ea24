# --- wrong answer 1: gives new things the old names and returns them, the layer's arrays stay as they were
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    running_mean = (1 - momentum) * running_mean + momentum * mean
    running_var = (1 - momentum) * running_var + momentum * variance * count / (count - 1)
    return running_mean, running_var


# --- wrong answer 2: momentum as the share of the old, as in an optimiser (or in Keras)
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    unbiased = variance * count / (count - 1)
    running_mean[...] = momentum * running_mean + (1 - momentum) * mean
    running_var[...] = momentum * running_var + (1 - momentum) * unbiased


# --- wrong answer 3: the variance is taken as it comes, without undoing what the table shows
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * variance


# --- wrong answer 4: multiplies by (n - 1)/n from the table, in place of dividing by it
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    unbiased = variance * (count - 1) / count
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * unbiased


# --- wrong answer 5: corrects the mean by n/(n - 1) as well
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    factor = count / (count - 1)
    running_mean[...] = (1 - momentum) * running_mean + momentum * factor * mean
    running_var[...] = (1 - momentum) * running_var + momentum * factor * variance


# --- wrong answer 6: mixes first and corrects the whole afterwards, so the old part is corrected again at every batch
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = ((1 - momentum) * running_var + momentum * variance) * count / (count - 1)


# --- wrong answer 7: adds a share of the new, and takes nothing away from the old (right for a running mean of 0)
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    running_mean += momentum * mean
    running_var += momentum * (variance * count / (count - 1))


# --- wrong answer 8: corrects the batch's variance in place, and so changes the array of the caller
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    variance *= count / (count - 1)
    running_mean += momentum * (mean - running_mean)
    running_var += momentum * (variance - running_var)


# --- wrong answer 9: n is the length of the array, the number of units, and not count
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    n = len(mean)
    unbiased = variance * n / (n - 1)
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * unbiased


# --- wrong answer 10: writes into element 0, as in the example, so with several units only the first (or an error)
def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    unbiased = variance * count / (count - 1)
    running_mean[0] = (1 - momentum) * running_mean[0] + momentum * mean[0]
    running_var[0] = (1 - momentum) * running_var[0] + momentum * unbiased[0]
