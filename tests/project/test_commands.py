"""What the README, the Makefile and CI tell people to type exists and works."""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

import zerodl
from zerodl import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")


def shell_lines(text):
    """The lines of a Markdown text's shell blocks, without their comments."""
    blocks = re.findall(r"```bash\n(.*?)```", text, flags=re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def python_block(text):
    """The one Python block of a Markdown text."""
    (block,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    return block


def targets():
    """The Makefile's targets that are commands and not files."""
    return set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)[1].split()) - {"help"}


def test_the_readmes_make_commands_are_the_makefiles():
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", README, flags=re.MULTILINE)) == targets()


def test_the_makefiles_help_names_every_target():
    assert set(re.findall(r"^#   make ([a-z-]+)", MAKEFILE, flags=re.MULTILINE)) == targets()


@needs_make
@pytest.mark.parametrize(("target", "last"), [("lab", ".venv/bin/zerodl lab"), ("test", "lessons solutions")])
def test_on_a_fresh_machine_one_make_does_every_step(tmp_path, target, last):
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    make = [shutil.which("make"), "--dry-run", target]
    steps = subprocess.run(make, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    order = ["-m venv .venv", f'pip install --editable ".[{target}]"', last]
    assert sorted(order, key=steps.index) == order


def test_the_extras_that_the_readme_installs_exist():
    named = {extra for group in re.findall(r"\.\[([a-z0-9,]+)\]", README + MAKEFILE) for extra in group.split(",")}
    assert named
    assert named <= set(PROJECT["optional-dependencies"])


def test_the_readmes_zerodl_commands_exist():
    lines = [re.sub(r"^python -m ", "", line) for line in shell_lines(README)]
    commands = [line.split()[1:] for line in lines if line.startswith("zerodl ")]
    assert len(commands) >= 6
    for words in commands:
        assert " ".join(words[:1]) in cli.COMMANDS or " ".join(words[:2]) in cli.COMMANDS, words


def test_the_readmes_links_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    files = [link for link in links if "://" not in link]
    assert files
    assert [link for link in files if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main([*name.split(), "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert stop.value.code == 0
    assert printed.startswith(f"usage: zerodl {name}")
    module, summary = cli.COMMANDS[name]
    assert summary[1:] in printed
    parser = argparse.ArgumentParser()
    import_module(module, "zerodl").add_arguments(parser)
    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["course"], ["course", "nonsense"], ["train", "--fast"]])
def test_a_wrong_command_line_is_one_sentence_and_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    printed = capsys.readouterr()
    assert stop.value.code == 2
    assert printed.err.count("\n") == 1
    assert "--help" in printed.err


def test_help_answers_without_loading_what_the_commands_need():
    code = "import sys, atexit, zerodl.cli; atexit.register(lambda: print(*sys.modules)); zerodl.cli.main(['--help'])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split()
    assert "zerodl.cli" in loaded
    assert {"zerodl.course", "zerodl.recipes.digits", "matplotlib", "sklearn", "nbformat", "IPython"}.isdisjoint(loaded)


def test_the_package_is_a_command_too():
    run = subprocess.run([sys.executable, "-m", "zerodl", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["zerodl", __import__("zerodl").__version__]


def test_the_readmes_network_learns(capsys):
    zerodl.manual_seed(0)  # the loss that it prints is of the last batch, of five images: by chance it may be large
    exec(compile(python_block(README), "README.md", "exec"), {})
    losses = [float(line.split()[-1]) for line in capsys.readouterr().out.splitlines()]
    assert len(losses) == 10
    assert losses[-1] < 0.5 < losses[0]


def test_the_readmes_network_is_pytorchs_when_the_imports_are(capsys):
    pytest.importorskip("torch", reason="PyTorch is not installed; it comes with zerodl[test]")
    code = python_block(README).replace("import zerodl\n", "import torch as zerodl\n")
    code = code.replace("from zerodl import", "from torch import").replace("from zerodl.data", "from torch.utils.data")
    assert "from zerodl" not in code
    exec(compile(code, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 10


def test_the_oracle_is_pinned_and_only_the_tests_have_it():
    groups = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    found = {name: package for name, packages in groups.items() for package in packages if package.startswith("torch")}
    assert list(found) == ["test"]
    assert re.fullmatch(r"torch==\d+\.\d+\.\d+", found["test"])


def test_ci_runs_the_readmes_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "make test"
    assert "torch" not in script
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]
    commands = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    assert commands["linux"] == ["bash .ci/run"]
    assert commands["macos"][0].startswith("make test")
    for step in ("ruff check", "mypy", "zerodl course build --check", "pytest", "--nbval-lax"):
        assert any(step in command for command in commands["windows"]), step
        assert step in MAKEFILE
