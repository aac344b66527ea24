"""The backward pass: gradients travel from the result back to the leaves."""

from .order import topological_order


def run_backward(root, slot, g, retain_graph=False, wrap=None, targets=None):
    """Send the gradient ``g`` from the tape entry ``root`` back to every leaf that it was computed from.

        arriving[parent] += (d node / d parent) · arriving[node]

    The scalar engine's loop (``Value.backward``) with arrays for numbers: a node's own rule replaces the product with a slope.

    Args:
        root: a Node, or a leaf tensor. slot: which of its outputs ``g`` belongs to.
        g: d(loss)/d(root), in the root's shape.
        retain_graph: keep what the tape holds, for another pass.
        wrap: see Node.pull; given when the pass itself is to be recorded.
        targets: None, or a set of (tape entry, slot): return what arrives at these, and leave the leaves' ``grad`` alone.
    Returns: a dictionary from each target that was reached to its gradient.
    """
    found = {}
    arriving = {(root, slot): g}
    borrowed = {(root, slot)}  # arrays that somebody else holds too: a leaf must copy them before it keeps them
    for node in topological_order(root):
        if targets is not None:
            found.update((key, g) for key, g in _outputs_of(node, arriving) if key in targets)
        if not hasattr(node, "pull"):  # a leaf tensor
            if (node, 0) in arriving:
                g = arriving.pop((node, 0))
                if targets is None:
                    node.receive(g, copy=(node, 0) in borrowed)
            continue
        g = _gather(arriving, node)
        if g is None:  # no user of this node had a gradient to give
            continue
        for parent, parent_slot, gradient in node.pull(g, wrap):
            key = (parent, parent_slot)
            if key in arriving:
                arriving[key] = arriving[key] + gradient
                borrowed.discard(key)
            else:
                arriving[key] = gradient
                if wrap is None and _is_borrowed(gradient, g, node):
                    borrowed.add(key)
        if not retain_graph:
            node.release()
    return found


def _outputs_of(node, arriving):
    """The gradients waiting at a tape entry, with their keys."""
    outputs = node.op.num_outputs if hasattr(node, "pull") else 1
    return [((node, i), arriving[node, i]) for i in range(outputs) if (node, i) in arriving]


def _gather(arriving, node):
    """The gradient of a node's one output; for several outputs a list, zeros standing in for those that nobody used."""
    outputs = node.op.num_outputs
    if outputs == 1:
        return arriving.pop((node, 0), None)
    gradients = [arriving.pop((node, i), None) for i in range(outputs)]
    if all(gradient is None for gradient in gradients):
        return None
    return [node.zeros(i) if gradient is None else gradient for i, gradient in enumerate(gradients)]


def _is_borrowed(gradient, g, node):
    """Whether the rule handed out an array that it did not make: ``g`` itself, something kept, or a view of either."""
    return gradient is g or gradient.base is not None or any(gradient is kept for kept in node.kept)
