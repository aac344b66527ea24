# --- wrong answer 1: rows and columns changed over: the prediction chooses the row
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=int)
    for p, t in zip(prediction, target):
        table[p, t] += 1
    return table

# --- wrong answer 2: no loop: += with arrays as indices adds once, however often a pair comes
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=int)
    table[target, prediction] += 1
    return table

# --- wrong answer 3: right counts, but as floats, since np.zeros was not told a type
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes))
    for i, j in zip(target, prediction):
        table[i, j] += 1
    return table

# --- wrong answer 4: takes the size from the data: a last class that does not occur has no row and no column
def count_pairs(prediction, target, num_classes):
    size = max(np.max(prediction), np.max(target)) + 1
    table = np.zeros((size, size), dtype=int)
    for i, j in zip(target, prediction):
        table[i, j] += 1
    return table

# --- wrong answer 5: small counts, small type: uint8 starts again at 0 after 255
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=np.uint8)
    for i, j in zip(target, prediction):
        table[i, j] += 1
    return table

# --- wrong answer 6: bincount of the pair's number, without minlength: too short to reshape if the last pair never comes
def count_pairs(prediction, target, num_classes):
    return np.bincount(target * num_classes + prediction).reshape(num_classes, num_classes)

# --- wrong answer 7: a list times num_classes is one and the same row each time, so all rows count together
def count_pairs(prediction, target, num_classes):
    table = [[0] * num_classes] * num_classes
    for i, j in zip(target, prediction):
        table[i][j] += 1
    return np.array(table)

# --- wrong answer 8: joins the two conditions with == where & was meant, so samples that are neither count as well
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=int)
    for i in range(num_classes):
        for j in range(num_classes):
            table[i, j] = np.sum((target == i) == (prediction == j))
    return table

# --- wrong answer 9: a 2-D histogram whose bins stretch over the classes that occur, not from 0 to num_classes - 1
def count_pairs(prediction, target, num_classes):
    table, _, _ = np.histogram2d(target, prediction, bins=num_classes)
    return table.astype(int)

# --- wrong answer 10: loops num_classes times in place of once for each sample
def count_pairs(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=int)
    for n in range(num_classes):
        table[target[n], prediction[n]] += 1
    return table
