"""The register of processing (Art. 30 DSGVO), from what the apps declare."""

from dataclasses import dataclass

from mitmachstadt.data_protection.queries.retaining import rules_in_force
from mitmachstadt.kernel.declarations import Basis, Personal, declared


@dataclass(frozen=True)
class Activity:
    """One kind of data with purpose, basis, retention and recipients, in words."""

    declared: Personal
    keep: str
    rule: str

    @property
    def called(self) -> str:
        return str(self.declared.called)

    @property
    def purpose(self) -> str:
        return str(self.declared.purpose)

    @property
    def basis(self) -> str:
        return str(Basis(self.declared.basis).label)

    @property
    def seen_by(self) -> str:
        return str(self.declared.seen_by)

    @property
    def data(self) -> list[str]:
        return [str(words) for words in self.declared.says.values()]


def activities() -> list[Activity]:
    """All tables with personal data; one query."""
    rules = {force.rule.code: force for force in rules_in_force()}
    return [
        Activity(one, rules[one.keep].in_words, str(rules[one.keep].rule.what))
        for one in declared()
    ]
