"""What all tests of the command share: the same files are loaded once, as loading them has tests of its own."""

from collections.abc import Iterator

import pytest

from tests.factories.loads import remember_loads


@pytest.fixture(autouse=True, scope="module")
def load_files_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember_loads(patch)
        yield
