"""An error of a source that isn't found, or is part of a package, says what to do about it."""

import sys
from pathlib import Path

import pytest

from snakepit import _loading, _tool
from snakepit._loading import StartFailed, load


@pytest.fixture(autouse=True)
def only_own_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    declared: list[_tool.Tool] = []
    monkeypatch.setattr(_tool, "declared", declared)
    monkeypatch.setattr(_loading, "declared", declared)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))


def failure_of(source: str) -> str:
    with pytest.raises(StartFailed) as failed:
        load([source])
    return str(failed.value.failure["message"])


@pytest.mark.parametrize("name", ["no_such_shop", "no_such_shop.tools"])
def test_a_module_that_is_nowhere_is_to_be_put_on_the_path(name: str) -> None:
    assert failure_of(name) == (
        f"there is no module '{name}': 'no_such_shop' isn't on the path; name the folder that has"
        " it in the option path, or a file of tools with its .py"
    )


def test_a_module_that_its_package_lacks_is_to_be_looked_for_there(tmp_path: Path) -> None:
    package = tmp_path / "shop_without_prices"
    package.mkdir()
    (package / "__init__.py").touch()
    sys.path.insert(0, str(tmp_path))

    assert failure_of("shop_without_prices.prices") == (
        "there is no module 'shop_without_prices.prices': 'shop_without_prices' is"
        f" {package}, which has no 'prices'"
    )


def test_a_module_that_its_parent_cannot_have_says_which(tmp_path: Path) -> None:
    (tmp_path / "shop_of_one_file.py").touch()
    sys.path.insert(0, str(tmp_path))

    assert failure_of("shop_of_one_file.prices") == (
        "there is no module 'shop_of_one_file.prices': 'shop_of_one_file' is"
        f" {tmp_path / 'shop_of_one_file.py'}, which has no 'prices'"
    )


@pytest.mark.parametrize("inits", [("shop", "shop/sub"), ()])
def test_a_file_of_a_package_is_to_be_named_as_a_module(
    tmp_path: Path, inits: tuple[str, ...]
) -> None:
    package = tmp_path / "shop" / "sub"
    package.mkdir(parents=True)
    for init in inits:
        (tmp_path / init / "__init__.py").touch()
    file = package / "prices_of_a_package.py"
    file.write_text("from .helper import price\n")
    module, folder = (
        ("shop.sub.prices_of_a_package", tmp_path)
        if inits
        else ("sub.prices_of_a_package", tmp_path / "shop")
    )

    assert failure_of(str(file)) == (
        f"{file} can't be imported: ImportError: attempted relative import with no known parent"
        f" package; it is part of a package: name it as the module {module}, and {folder} in the"
        " option path"
    )


def test_a_neighbour_of_a_package_is_not_taken_for_the_source(tmp_path: Path) -> None:
    (tmp_path / "neighbour_of_a_package.py").write_text("from .helper import price\n")
    file = tmp_path / "imports_a_neighbour.py"
    file.write_text("import neighbour_of_a_package\n")

    assert failure_of(str(file)).endswith("attempted relative import with no known parent package")


def test_a_mistyped_snakepit_is_not_to_be_installed(tmp_path: Path) -> None:
    file = tmp_path / "mistypes_snakepit.py"
    file.write_text("from snakpit import tool\n")

    assert failure_of(str(file)) == (
        f"{file} can't be imported: ModuleNotFoundError: No module named 'snakpit';"
        " did you mean 'snakepit'?"
    )


def test_a_relative_path_begins_where_the_jvm_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert failure_of(str(tmp_path / "no_tools.py")) == (
        f"there is no file or folder {tmp_path / 'no_tools.py'}; relative paths begin at"
        f" {tmp_path}, where the JVM runs"
    )
