# --- wrong answer 1: just the formulas: nan (or an error, for plain numbers) where a denominator is 0
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    b = beta**2
    return tp / (tp + fp), tp / (tp + fn), (1 + b) * tp / ((1 + b) * tp + b * fn + fp)

# --- wrong answer 2: asks for the 0 with an if: fine for numbers, ambiguous for arrays
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        if below == 0:
            return zero_division
        return above / below

    b = beta**2
    return divide(tp, tp + fp), divide(tp, tp + fn), divide((1 + b) * tp, (1 + b) * tp + b * fn + fp)

# --- wrong answer 3: F out of precision and recall, and zero_division where both are 0, though there were mistakes
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        return np.where(below == 0, zero_division, above / np.where(below == 0, 1, below))

    precision, recall = divide(tp, tp + fp), divide(tp, tp + fn)
    b = beta**2
    return precision, recall, divide((1 + b) * precision * recall, b * precision + recall)

# --- wrong answer 4: beta squared at the false alarms in place of the missed: wrong only if beta is not 1
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        return np.where(below == 0, zero_division, above / np.where(below == 0, 1, below))

    b = beta**2
    return divide(tp, tp + fp), divide(tp, tp + fn), divide((1 + b) * tp, (1 + b) * tp + b * fp + fn)

# --- wrong answer 5: beta is not squared: right for 1, wrong for 2
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        return np.where(below == 0, zero_division, above / np.where(below == 0, 1, below))

    f = divide((1 + beta) * tp, (1 + beta) * tp + beta * fn + fp)
    return divide(tp, tp + fp), divide(tp, tp + fn), f

# --- wrong answer 6: looks for the 0 above the line, not below it: nothing found gives zero_division even where it should be 0
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        return np.where(above == 0, zero_division, above / np.where(below == 0, 1, below))

    b = beta**2
    return divide(tp, tp + fp), divide(tp, tp + fn), divide((1 + b) * tp, (1 + b) * tp + b * fn + fp)

# --- wrong answer 7: a small epsilon below the line: never nan, but zero_division is ignored and always 0 comes out
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    eps = 1e-12
    b = beta**2
    precision = tp / (tp + fp + eps)
    recall = tp / (tp + fn + eps)
    return precision, recall, (1 + b) * tp / ((1 + b) * tp + b * fn + fp + eps)

# --- wrong answer 8: called += fp changes tp itself where the counts are arrays (numbers come out right)
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        return np.where(below == 0, zero_division, above / np.where(below == 0, 1, below))

    called = tp
    called += fp
    ill = tp + fn
    b = beta**2
    return divide(tp, called), divide(tp, ill), divide((1 + b) * tp, (1 + b) * tp + b * fn + fp)

# --- wrong answer 9: the result takes over the type of tp: whole-number counts cannot hold a ratio (an error)
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below):
        below = np.asarray(below)
        return np.divide(above, below, out=np.full_like(tp, zero_division), where=below != 0)

    b = beta**2
    return divide(tp, tp + fp), divide(tp, tp + fn), divide((1 + b) * tp, (1 + b) * tp + b * fn + fp)

# --- wrong answer 10: F out of precision and recall, with 0 where both are 0: a zero_division of nan leaks into F where there were only mistakes
def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    def divide(above, below, otherwise):
        return np.where(below == 0, otherwise, above / np.where(below == 0, 1, below))

    precision = divide(tp, tp + fp, zero_division)
    recall = divide(tp, tp + fn, zero_division)
    b = beta**2
    return precision, recall, divide((1 + b) * precision * recall, b * precision + recall, 0.0)
