from mitmachstadt.kernel.ids import ALPHABET, ID_LENGTH, new_public_id, spell


def test_alphabet_has_no_letter_twice_and_none_that_is_mistaken():
    assert len(set(ALPHABET)) == len(ALPHABET) == 30
    assert not set(ALPHABET) & set("01oilu")
    assert ALPHABET.lower() == ALPHABET


def test_new_public_id_uses_only_the_alphabet_and_every_letter_of_it():
    ids = [new_public_id() for _ in range(2000)]
    assert {len(each) for each in ids} == {ID_LENGTH}
    assert set("".join(ids)) == set(ALPHABET)
    assert len(set(ids)) == 2000


def test_spell_counts_in_our_alphabet():
    assert spell(0, 3) == "222"
    assert spell(1, 3) == "322"
    assert spell(30, 3) == "232"
    assert spell(30**3 + 29, 3) == "z22"
