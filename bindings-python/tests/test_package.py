"""The wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import hoso
import hoso.parts
import pytest
from conftest import REPOSITORY


@pytest.fixture
def wheel() -> Path:
    """The wheel that `./test` built."""
    if "HOSO_WHEEL" not in os.environ:
        pytest.skip("run by ./test, which builds the wheel")
    return Path(os.environ["HOSO_WHEEL"])


def test_is_small_and_for_every_python_from_3_11_on(wheel: Path) -> None:
    assert wheel.stat().st_size < 3_000_000
    assert wheel.name.startswith(f"hoso-{hoso.__version__}-cp311-abi3-")


def test_holds_the_package_its_types_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {name.removeprefix("hoso/") for name in names if name.startswith("hoso/")}
    native = {name for name in package if name.startswith("_native.") and name != "_native.pyi"}
    assert len(native) == 1
    rest = {name for name in package - native if not name.startswith(("cli/", "parts/"))}
    own = {"__init__.py", "__main__.py", "_codes.py", "_errors.py", "_native.pyi", "py.typed", "types.py"}
    assert rest == own
    parts = {name.removesuffix(".json") for name in package if name.startswith("parts/") and name.endswith(".json")}
    assert parts == {f"parts/{name}" for name in hoso.parts.names()} and len(parts) == 4 + 34
    assert {name for name in package if name.startswith("parts/") and name.endswith(".py")} == {"parts/__init__.py"}
    assert {name for name in package if name.startswith("cli/") and not name.endswith(".py")} == set()
    assert all(name.startswith((f"hoso-{hoso.__version__}.dist-info/", "hoso/")) for name in names)
    assert {f"hoso-{hoso.__version__}.dist-info/licenses/LICENSE-{name}" for name in ("MIT", "APACHE")} <= names


def test_is_what_is_installed_and_tested(wheel: Path) -> None:
    assert "site-packages" in hoso.__file__
    assert zipfile.ZipFile(wheel).read("hoso/__init__.py") == Path(hoso.__file__).read_bytes()


def test_versions_agree() -> None:
    workspace = tomllib.loads((REPOSITORY / "Cargo.toml").read_text(encoding="utf-8"))
    assert hoso.__version__ == metadata.version("hoso") == workspace["workspace"]["package"]["version"]


def test_says_what_it_is() -> None:
    told = metadata.metadata("hoso")
    assert told["License-Expression"] == "MIT OR Apache-2.0"
    assert told["Requires-Python"] == ">=3.11"
    assert all("extra ==" in needed for needed in metadata.requires("hoso") or ())
    assert "Typing :: Typed" in told.get_all("Classifier", [])


def test_types_are_not_needed_at_run_time() -> None:
    program = "import sys, hoso; print('hoso.types' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told == "False\n"
