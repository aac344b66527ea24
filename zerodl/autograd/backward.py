"""The backward pass: gradients travel from the result back to the leaves."""

import numpy as np

from .order import topological_order


def run_backward(root, slot, g, retain_graph=False, wrap=None, targets=None):
    """Send the gradient ``g`` from the tape entry ``root`` back to every leaf that it was computed from.

        arriving[parent] += (d node / d parent) · arriving[node]

    The scalar engine's loop (``Value.backward``) with arrays for numbers: a node's own rule replaces the product with a
    slope.

    Args:
        root: a Node, or a leaf tensor. slot: which of its outputs ``g`` belongs to.
        g: d(loss)/d(root), in the root's shape.
        retain_graph: keep what the tape holds, for another pass.
        wrap: see Node.pull; given when the pass itself is to be recorded.
        targets: None, or a set of (tape entry, slot): return what arrives at these, and leave the leaves' ``grad``
            alone.
    Returns: a dictionary from each target that was reached to its gradient.
    """
    found = {}
    arriving = {(root, slot): g}
    borrowed = {(root, slot)}  # where the array waiting is somebody else's too: who keeps it must copy it
    for node in topological_order(root):
        if node.hooks:
            _run_hooks(node, arriving, borrowed)
        if targets is not None:
            found.update((key, _own(arriving, key, borrowed)) for key in _keys_of(node, arriving) if key in targets)
        if not hasattr(node, "pull"):  # a leaf tensor
            if targets is None and (node, 0) in arriving:
                node.receive(_own(arriving, (node, 0), borrowed))
            arriving.pop((node, 0), None)
            continue
        g = _gather(arriving, node)
        if g is None:  # no user of this node had a gradient to give
            continue
        pulled = node.pull(g, wrap)
        for parent, parent_slot, gradient in pulled:
            key = (parent, parent_slot)
            if key in arriving:
                arriving[key] = arriving[key] + gradient
                borrowed.discard(key)
            else:
                arriving[key] = gradient
                if _is_borrowed(gradient, g, node, pulled):
                    borrowed.add(key)
        if not retain_graph:
            node.release()
    return found


def _run_hooks(node, arriving, borrowed):
    """Show each hook of this node the complete gradient; what it returns takes the gradient's place."""
    for slot, hooks in node.hooks.items():
        key = (node, slot)
        for hook in list(hooks.values()) if key in arriving else ():
            answer = hook(arriving[key])
            if answer is not None:
                arriving[key] = answer
            borrowed.add(key)  # the hook may have kept what it saw or returned


def _keys_of(node, arriving):
    """(tape entry, slot) of each output of ``node`` at which a gradient is waiting."""
    outputs = len(node.output_likes) if getattr(node, "output_likes", None) else 1
    return [(node, i) for i in range(outputs) if (node, i) in arriving]


def _own(arriving, key, borrowed):
    """The gradient that waits at ``key``, in memory that belongs to nobody else."""
    g = arriving[key]
    if key not in borrowed:
        return g
    return np.copy(g) if hasattr(g, "requires_grad") else g.copy(order="C")  # x @ weight.T gives a transposed one


def _gather(arriving, node):
    """The gradient of a node's one output; for several outputs a list, zeros standing in for those that nobody used."""
    if node.output_likes is None:
        return arriving.pop((node, 0), None)
    gradients = [arriving.pop((node, i), None) for i in range(len(node.output_likes))]
    if all(gradient is None for gradient in gradients):
        return None
    return [node.zeros(i) if gradient is None else gradient for i, gradient in enumerate(gradients)]


def _is_borrowed(gradient, g, node, pulled):
    """Whether somebody else may hold the array: it is a view, or ``g`` itself, or kept, or went to two parents.

    A Tensor, in a pass that is itself recorded, counts as borrowed: whether it is a view is out of sight.
    """
    if getattr(gradient, "base", gradient) is not None:
        return True
    held = [g] if node.output_likes is None else g
    return sum(gradient is array for array in (*held, *node.kept, *(given for _, _, given in pulled))) > 1
