"""Runnable jobs on real data. Each is a module with a command of its own: ``python -m zerodl.recipes.digits``."""
