"""What the upgrade to proven addresses makes of a city that has people already."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from mitmachstadt.people.models import Person
from tests import factories as f
from tests.people.signing_in import somebody, type_password, who_is_in

pytestmark = pytest.mark.django_db
upgrade = import_module("mitmachstadt.people.migrations.0008_proven_addresses")


def test_whoever_has_a_role_or_an_organisation_counts_as_known_and_others_do_not():
    office, member, other = f.office().person, f.person("Mia"), f.person("Ada")
    f.organisation("Verein", member)
    Person.objects.update(address_proven=None)
    upgrade.believe_whom_the_city_knows(apps, None)
    assert set(Person.objects.exclude(address_proven=None)) == {office, member}
    assert Person.objects.get(pk=other.pk).address_proven is None


def test_sessions_that_no_list_of_devices_names_end_and_the_others_go_on():
    ada, old, new = somebody(), Client(), Client()
    old.force_login(ada)
    type_password(new, ada)
    upgrade.end_sessions_that_nobody_could_list(apps, None)
    assert who_is_in(old) is None
    assert who_is_in(new) == ada
