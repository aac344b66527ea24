"""Moving between devices."""

from tests.ops.cases.draw import Cases, unary


def _here(examples):
    for e in examples.values():
        e.settings["device"] = "cpu"
    return examples


CASES = {
    "move": Cases(
        lambda x, device: x.copy(),
        lambda torch, x, device: x.to(device),
        _here(unary()),
    ),
}
