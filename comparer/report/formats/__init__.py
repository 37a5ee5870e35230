"""One module a format, each with `render(report, options) -> str | bytes`."""
