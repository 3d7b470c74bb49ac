"""What `snakepit doctor` asks a worker."""

from importlib import metadata

from snakepit import tool


@tool
def package_versions(names: list[str]) -> dict[str, str | None]:
    """Tell the version of each installed distribution; None: it isn't installed."""
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
