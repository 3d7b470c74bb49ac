"""The error of a call whose arguments don't fit its tool."""


class InvalidArgument(Exception):
    """An argument is missing, unknown or wrongly typed."""

    def __init__(
        self,
        parameter: str,
        expected: str | None,
        found: str | None,
        message: str,
        path: str | None = None,
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.expected = expected
        self.found = found
        self.path = path
