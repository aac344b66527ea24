# --- wrong answer 1: turns the weights round in both directions, as a mathematician's convolution does
def stencil(image, weights):
    P, Q = weights.shape
    h = image.shape[0] - P + 1
    w = image.shape[1] - Q + 1
    total = 0
    for p in range(P):
        for q in range(Q):
            total = total + image[p : p + h, q : q + w] * weights[P - 1 - p, Q - 1 - q]
    return total

# --- wrong answer 2: the result has H - P rows and W - Q columns, one too few of each
def stencil(image, weights):
    rows = image.shape[0] - weights.shape[0]
    columns = image.shape[1] - weights.shape[1]
    result = 0
    for p in range(weights.shape[0]):
        for q in range(weights.shape[1]):
            result = result + weights[p, q] * image[p : p + rows, q : q + columns]
    return result

# --- wrong answer 3: begins the sum with a matrix of zeros without a third axis, so colours do not fit
def stencil(image, weights):
    P, Q = weights.shape
    height = image.shape[0] - P + 1
    width = image.shape[1] - Q + 1
    result = np.zeros((height, width))
    for p in range(P):
        for q in range(Q):
            result = result + image[p : p + height, q : q + width] * weights[p, q]
    return result

# --- wrong answer 4: begins with the first weighted slice and then adds it again in the loop
def stencil(image, weights):
    P, Q = weights.shape
    h, w = image.shape[0] - P + 1, image.shape[1] - Q + 1
    result = image[:h, :w] * weights[0, 0]
    for p in range(P):
        for q in range(Q):
            result = result + image[p : p + h, q : q + w] * weights[p, q]
    return result

# --- wrong answer 5: takes the image to have two axes, and fails when there is one for the colours
def stencil(image, weights):
    H, W = image.shape
    P, Q = weights.shape
    y = 0
    for p in range(P):
        for q in range(Q):
            y = y + weights[p, q] * image[p : p + H - P + 1, q : q + W - Q + 1]
    return y

# --- wrong answer 6: counts the end of each slice from the back, which for the last row and column is 0 and leaves nothing
def stencil(image, weights):
    P, Q = weights.shape
    total = 0
    for p in range(P):
        for q in range(Q):
            total = total + weights[p, q] * image[p : -(P - 1 - p), q : -(Q - 1 - q)]
    return total

# --- wrong answer 7: goes p columns to the right and q rows down, rows and columns exchanged
def stencil(image, weights):
    P, Q = weights.shape
    h = image.shape[0] - P + 1
    w = image.shape[1] - Q + 1
    result = 0
    for p in range(P):
        for q in range(Q):
            result = result + weights[p, q] * image[q : q + h, p : p + w]
    return result

# --- wrong answer 8: adds into an array of the image's own kind of numbers, so fractions as weights fail on a photo of integers
def stencil(image, weights):
    P, Q = weights.shape
    h, w = image.shape[0] - P + 1, image.shape[1] - Q + 1
    result = np.zeros_like(image[:h, :w])
    for p in range(P):
        for q in range(Q):
            result += weights[p, q] * image[p : p + h, q : q + w]
    return result

# --- wrong answer 9: takes the weights to be square and uses their number of rows for the columns as well
def stencil(image, weights):
    n = len(weights)
    h = image.shape[0] - n + 1
    w = image.shape[1] - n + 1
    result = 0
    for p in range(n):
        for q in range(n):
            result = result + weights[p, q] * image[p : p + h, q : q + w]
    return result

# --- wrong answer 10: adds up in a slice of the image, which is a view, so the photo is changed while it is being read
def stencil(image, weights):
    P, Q = weights.shape
    h, w = image.shape[0] - P + 1, image.shape[1] - Q + 1
    result = image[:h, :w]
    result *= weights[0, 0]
    for p in range(P):
        for q in range(Q):
            if (p, q) != (0, 0):
                result += weights[p, q] * image[p : p + h, q : q + w]
    return result
