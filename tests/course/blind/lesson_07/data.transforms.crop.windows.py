# --- wrong answer 1: cuts all images at the place of the first
def windows(images, top, left, height, width):
    t, l = top[0], left[0]
    return images[:, :, t : t + height, l : l + width].copy()


# --- wrong answer 2: takes the second number of a slice for a length
def windows(images, top, left, height, width):
    parts = [images[i, :, top[i] : height, left[i] : width] for i in range(len(images))]
    return np.stack(parts)


# --- wrong answer 3: x first, then y: left picks the row and top the column
def windows(images, top, left, height, width):
    parts = []
    for i in range(len(images)):
        parts.append(images[i, :, left[i] : left[i] + height, top[i] : top[i] + width])
    return np.stack(parts)


# --- wrong answer 4: a short way for the case that all are cut at the same place, which gives a view and not a new array
def windows(images, top, left, height, width):
    if np.all(top == top[0]) and np.all(left == left[0]):
        return images[:, :, top[0] : top[0] + height, left[0] : left[0] + width]
    return np.stack(
        [image[:, t : t + height, l : l + width] for image, t, l in zip(images, top, left)]
    )


# --- wrong answer 5: forgets that the colours come first, and cuts colours and rows
def windows(images, top, left, height, width):
    parts = [images[i][top[i] : top[i] + height, left[i] : left[i] + width] for i in range(len(images))]
    return np.stack(parts)


# --- wrong answer 6: height and width are exchanged (nobody notices while the part is square)
def windows(images, top, left, height, width):
    return np.stack(
        [image[:, t : t + width, l : l + height] for image, t, l in zip(images, top, left)]
    )


# --- wrong answer 7: fills an array of zeros, which is float64 whatever the images are
def windows(images, top, left, height, width):
    out = np.zeros((images.shape[0], images.shape[1], height, width))
    for i in range(len(images)):
        out[i] = images[i, :, top[i] : top[i] + height, left[i] : left[i] + width]
    return out


# --- wrong answer 8: the last row is top + height - 1, so that is where the slice ends
def windows(images, top, left, height, width):
    parts = []
    for i in range(len(images)):
        bottom, right = top[i] + height - 1, left[i] + width - 1
        parts.append(images[i, :, top[i] : bottom, left[i] : right])
    return np.stack(parts)


# --- wrong answer 9: glues the parts together in place of stacking them, so the axis of the images is gone
def windows(images, top, left, height, width):
    parts = [image[:, t : t + height, l : l + width] for image, t, l in zip(images, top, left)]
    return np.concatenate(parts)


# --- wrong answer 10: index arrays without a loop; the colours come out last, and reshape mixes them up (right for one colour)
def windows(images, top, left, height, width):
    b, c = images.shape[:2]
    rows = top[:, None] + np.arange(height)
    columns = left[:, None] + np.arange(width)
    part = images[np.arange(b)[:, None, None], :, rows[:, :, None], columns[:, None, :]]
    return part.reshape(b, c, height, width)
