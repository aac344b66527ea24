"""A computation graph as a table of text."""


def text_table(graph):
    """One line for each node of a Graph, parents first: its name, how it was made, what its box says, its slopes."""
    words = list(dict.fromkeys(word for box in graph.boxes for word, _ in box.rows))
    rows = [("name", "made by", *words, "slope for each parent")]
    for i, box in enumerate(graph.boxes):
        slopes = ", ".join(f"{graph.names[p]}: {slope}" for p, slope in zip(graph.parents[i], box.slopes))
        said = dict(box.rows)
        rows.append((graph.names[i], graph.formula(i) or box.badge, *(said.get(word, "") for word in words), slopes))
    if not any(row[-1] for row in rows[1:]):
        rows = [row[:-1] for row in rows]
    columns = [_aligned(column, to_right=word in words) for column, word in zip(zip(*rows), rows[0])]
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns))


def _aligned(texts, to_right):
    width = max(map(len, texts))
    return [text.rjust(width) if to_right else text.ljust(width) for text in texts]
