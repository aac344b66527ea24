"""What a person would see at a glance: text too faint to read, pictures shrunk too far, things to scroll sideways."""

# For each text: its colour and what is behind it, mixed from the half-transparent layers; then WCAG's contrast ratio.
FAINT_TEXTS = """(root, least) => {
    const layer = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return {rgb: [r, g, b], a}; };
    const over = (top, below) => top.rgb.map((c, i) => top.a * c + (1 - top.a) * below[i]);
    const behind = e => {
        if (!e) return [255, 255, 255];
        const ground = layer(getComputedStyle(e).backgroundColor);
        return ground.a === 1 ? ground.rgb : over(ground, behind(e.parentElement));
    };
    const light = rgb => rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ratio = (one, two) => (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
        if (!text || e.closest('svg') || !e.checkVisibility()) continue;
        const ground = behind(e), ink = over(layer(getComputedStyle(e).color), ground);
        const contrast = ratio(light(ink), light(ground));
        if (contrast < least) found.push(`${contrast.toFixed(1)} to 1: ${text}`);
    }
    return found;
}"""

SHRUNK = """(root, least) => [...root.querySelectorAll('.jp-OutputArea-output img, .jp-OutputArea-output svg[viewBox]')]
    .map(e => [e, e.getBoundingClientRect().width / (e.viewBox ? e.viewBox.baseVal.width : e.getAttribute('width'))])
    .filter(([e, scale]) => scale < least)
    .map(([e, scale]) => `${e.closest('.jp-CodeCell').querySelector('.cm-line').textContent}: ${scale.toFixed(2)}`)"""

WIDE = """root => [...root.querySelectorAll('.jp-OutputArea-output, .jp-OutputArea-output *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
    .map(e => `${e.closest('.jp-CodeCell').querySelector('.cm-line').textContent}: ${e.scrollWidth - e.clientWidth}`)"""

COLOUR = "e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number)"


def faint_texts(locator, least=4.0):
    """The texts whose contrast with what is behind them is below ``least``, with it."""
    return locator.evaluate(FAINT_TEXTS, least)


def shrunk_pictures(notebook, least=0.9):
    """The pictures shown at less than this part of the size they were drawn at, where their text gets too small."""
    return notebook.page.locator(".jp-Notebook").evaluate(SHRUNK, least)


def wide_outputs(notebook):
    """What has to be scrolled sideways, and by how many pixels."""
    return notebook.page.locator(".jp-Notebook").evaluate(WIDE)


def colour(locator):
    """The colour of a text: "red", "green", "blue" by its largest part, "grey" if there is none."""
    parts = dict(zip(("red", "green", "blue"), locator.evaluate(COLOUR)))
    return max(parts, key=parts.get) if max(parts.values()) > min(parts.values()) + 30 else "grey"


def height(cell):
    """How far the cell below a cell is from its top, in pixels."""
    return cell.locator.evaluate(
        "cell => cell.nextElementSibling.getBoundingClientRect().top - cell.getBoundingClientRect().top"
    )
