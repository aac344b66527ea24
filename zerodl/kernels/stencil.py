"""The neighbourhood of every pixel, weighted and added up: image filters, and what convolution is made of."""

import numpy as np


def stencil(image, weights):
    """For each place of the weights on the image, the sum of the pixels under them, each times its weight.

        y[i, j] = Σ_p Σ_q weights[p, q] · image[i + p, j + q]

    The sum has one term for each weight, and each term is the whole image, shifted and cut. Only places where all
    weights lie on the image count.

    Shape: image (H, W) or (H, W, C), weights (P, Q) -> (H − P + 1, W − Q + 1) or with C
    Cost: P·Q passes over the image; ``image`` may be anything that can be sliced, multiplied by a number and added.
    Source: torch.nn.functional.conv2d with one channel.
    Example:
        >>> stencil(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[10, 1]]))
        array([[12, 23],
               [45, 56]])
    """
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total
