"""What a file is, if it is no safetensors file: told from its first bytes, for the error."""

import zipfile

NPZ = "an archive of NumPy arrays: read it with numpy.load"
TORCH = "a zip archive, as PyTorch's torch.save writes it: in PyTorch, write model.state_dict() with safetensors.torch"
PICKLE = (
    "a pickle, perhaps an old PyTorch file: zerodl reads none, as they can run any code; in PyTorch, write "
    "model.state_dict() with safetensors.torch"
)

# How files of other kinds begin.
BEGINNINGS = (
    (b"PK\x03\x04", TORCH),
    (b"\x80\x02", PICKLE),
    (b"\x80\x03", PICKLE),
    (b"\x80\x04", PICKLE),
    (b"\x80\x05", PICKLE),
    (b"\x93NUMPY", "a NumPy array: read it with numpy.load"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file, as Keras writes it: read it with h5py"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"GGUF", "a GGUF model, as llama.cpp reads it"),
    (b"version https://git-lfs", "Git LFS's note of a file, not the file: fetch that with git lfs pull"),
)


def kind_of(file):
    """The end of the sentence "The file …", for an open file that is no safetensors file; None if it begins as one.

    Example:
        >>> import io
        >>> kind_of(io.BytesIO(b"GIF89a" + bytes(20)))
        'is no safetensors file but a GIF picture'
    """
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(512)
    if size == 0:
        return "is empty: it was never written, or its content is lost"
    for beginning, kind in BEGINNINGS:
        if start.startswith(beginning):
            kind = _archive(file) if kind is TORCH else kind
            return f"is no safetensors file but {kind}"
    if not start.strip(b"\x00"):
        return "holds zeros where a header should be: its content was lost, perhaps when the power failed"
    if b"\x00" in start[:8]:  # as in the length of a header
        if size <= 8:
            return "is cut off: not even its header is there"
        if start[8:9] == b"{":
            return None
        return "is no safetensors file, or its first bytes are damaged"
    text = start[:30].decode("utf-8", "ignore")  # which drops the half of a letter that the cut may leave
    if len(text.encode("utf-8")) > max(0, min(size, 30) - 4) and all(c.isprintable() or c in "\t\r\n" for c in text):
        return f"is no safetensors file but text, which begins {text!r}"
    return "is no safetensors file; it begins with neither a header nor anything else that is known"


def _archive(file):
    """What a zip archive is, by the names in it: NumPy's, PyTorch's, or one of another program."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # its list of names, at the end, is lost
        return TORCH
    if any(name.endswith(".npy") for name in names):
        return NPZ
    return TORCH if any(name.endswith("data.pkl") for name in names) else "a zip archive"
