"""Every field of every table is declared: it says something about people, or it does not."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from mitmachstadt.data_protection.enums import RULES_BY_CODE
from mitmachstadt.kernel.declarations import OURS, Personal, declared, declared_impersonal
from mitmachstadt.people.models import Person

# Django's own tables that never have a row of a person.
_EMPTY = {"auth", "contenttypes"}


def tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in _EMPTY:
            continue
        if not model._meta.auto_created or _person_fields(model):
            yield model


def _person_fields(model: type[models.Model]) -> list[str]:
    return [f.name for f in model._meta.get_fields() if f.many_to_one and f.related_model is Person]


def fields_of(model: type[models.Model]) -> set[str]:
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in own}


@pytest.mark.parametrize("model", list(tables()), ids=lambda model: model._meta.label)
def test_every_field_of_a_table_is_declared_once(model):
    label, folder = model._meta.label, model.__module__.split(".models")[0].replace(".", "/")
    own = model.__module__.startswith(OURS) and not folder.endswith("/kernel")
    home = folder if own else "mitmachstadt/data_protection"
    found = [one for one in declared() if one.model == label]
    if label in declared_impersonal():
        assert not found, f"{label} is declared twice in src/{home}/personal_data.py"
        return
    assert len(found) == 1, (
        f"{label} is not declared. In src/{home}/personal_data.py add to DECLARED either\n"
        f'    Nobody("{label}")    # if no row says anything about a person, or\n'
        f'    Personal("{label}", called=_("..."), purpose=_("..."), keep="...",\n'
        f"        whose={tuple(_person_fields(model))!r},\n"
        f"        says={{{', '.join(f'{name!r}: _(...)' for name in sorted(fields_of(model)))}}},\n"
        f'        rest="")    # move the fields that say nothing about anybody here\n'
        f"keep is one of: {', '.join(RULES_BY_CODE)}"
    )
    said, rest = set(found[0].says), set(found[0].rest.split())
    missing = fields_of(model) - said - rest
    assert not missing, (
        f"{label}: say in src/{home}/personal_data.py what {sorted(missing)} tells about a person "
        "(says=...), or that it tells nothing (rest=...)"
    )
    assert not said & rest, f"{label}: {sorted(said & rest)} stand in says and in rest"
    assert said | rest == fields_of(model), (
        f"{label} has no field {sorted((said | rest) - fields_of(model))} any more"
    )


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.model)
def test_a_declaration_names_a_rule_paths_that_exist_and_fields_that_it_says(one: Personal):
    assert one.keep in RULES_BY_CODE, f"{one.model}: there is no rule {one.keep!r}"
    assert set(one.withheld.split()) <= set(one.says)
    assert set(one.theirs.split()) <= set(one.handed_out)
    assert one.whose or not one.theirs, f"{one.model}: theirs=... needs whose=..."
    for path in one.whose:
        one.table._default_manager.filter(**{path: 1})
    if one.named_by:
        assert one.named_by in fields_of(one.table)


@pytest.mark.parametrize(
    "model", [m for m in tables() if _person_fields(m)], ids=lambda m: m._meta.label
)
def test_a_table_that_points_at_people_says_whose_each_row_is(model):
    label = model._meta.label
    found = [one for one in declared() if one.model == label]
    assert found, f"{label} points at people, so it cannot be declared with Nobody"
    missing = set(_person_fields(model)) - set(found[0].whose)
    assert not missing, f"{label}: whose=... lacks {sorted(missing)}"


def test_nothing_is_declared_that_does_not_exist():
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    named = {one.model for one in declared()} | declared_impersonal()
    assert named <= known
    assert len(named) == len(declared()) + len(declared_impersonal())
