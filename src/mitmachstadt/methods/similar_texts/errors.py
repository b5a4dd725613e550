"""Refusals: a code with parameters."""


class SimilarTextsError(ValueError):
    """What was asked cannot be answered; ``code`` and ``data`` say what and why.

    Codes: ``threshold_out_of_range`` (data: threshold), ``key_twice`` (data: key), ``unknown_key``
    (data: key), ``apart_from_itself`` (data: key), ``contradiction`` (data: apart, the pair that
    must not stand together, and chain, the keys from one to the other each of which was said to
    belong together with the next).
    """

    def __init__(self, code: str, **data: object) -> None:
        self.code = code
        self.data = data
        super().__init__(f"{code}: {data}")
