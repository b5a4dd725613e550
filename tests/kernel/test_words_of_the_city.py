"""The usual words are said in the language of the page, a city's own as it says them."""

import pytest
from django.utils import translation

from mitmachstadt.kernel import city
from mitmachstadt.kernel.city import City, Words, the_words


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Bezirke"), ("en", "Districts"), ("tr", "İlçeler")]
)
def test_usual_words_are_translated(language, word):
    with translation.override(language):
        assert the_words().districts == word
        assert str(city.word("districts")) == word


def test_own_words_stay_as_the_city_says_them(monkeypatch):
    own = City("Neustadt", False, "a@b.example", words=Words(districts="Ortsteile"))
    monkeypatch.setattr(city, "the_city", lambda: own)
    with translation.override("en"):
        assert the_words().districts == "Ortsteile"
        assert the_words().district == "District"
