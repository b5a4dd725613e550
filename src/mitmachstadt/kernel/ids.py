"""Short public names and codes that a person can read aloud and write down."""

import secrets

# Without 0/o, 1/l/i and u: nothing that is mistaken for another or spells a word.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 10


def new_public_id() -> str:
    """Ten characters, 49 bits: two alike among a million nodes once in a thousand cities."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def spell(number: int, length: int) -> str:
    """A non-negative integer in our alphabet, its lowest `length` digits."""
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)
