"""Generated texts of few words, so that many of them meet."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    """
    Radweg Radwege Fahrradweg Ampel Ampeln Ampelschaltung schmal Baum Bäume Straßenbaum Netz Platz
    Plätze Bank Bänke Beteiligung sicher sicherer und der zu 🚲 2026 parken Parkplatz
    """.split()
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
SHORT = st.lists(WORDS, max_size=5).map(" ".join)
