from collections.abc import Iterator

import pytest

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from tests import factories as f


@pytest.fixture(autouse=True)
def _now(time_machine) -> Iterator[None]:
    time_machine.move_to(f.NOW, tick=False)
    forget_pages()
    yield
    forget_pages()
