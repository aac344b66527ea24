"""Files: tensors in safetensors files, and whole trees of them, in which damage is noticed."""

from .archive import load, save
from .plain import load_file, safe_open, save_file

__all__ = ["load", "load_file", "safe_open", "save", "save_file"]
