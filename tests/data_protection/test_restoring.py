"""A backup from before a deletion does not bring back what was deleted."""

from pathlib import Path

import pytest
from django.conf import settings

from mitmachstadt.cli.archive.forgetting import kept_in
from mitmachstadt.cli.main import main
from mitmachstadt.cli.output import Failure
from mitmachstadt.contributions.actions import withdraw_remark
from mitmachstadt.data_protection import actions
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.cli.archives import keep_tables
from tests.data_protection.whole import index_finds, tables_that_say

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "vier ruhige Pferde im Nebel"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    monkeypatch.setattr(settings, "VAR", folder)
    keep_tables(monkeypatch)
    return folder


class Story:
    """Three contributions in a backup, all of them deleted after it, in three ways."""

    def __init__(self, folder: Path) -> None:
        self.ada = f.person("Wilhelmine Ungefähr", password=PASSWORD)
        about = f.open_passage()
        self.gone = f.remark(about, "Zwiebelturm", by=f.visitor(self.ada))
        made = f.submitted(about, "Gartenzaun", name="Nora Namenlos")
        self.withdrawn = made.node
        self.nameless = f.submitted(about, "Kaimauer", name="Otto Ohne").node
        self.kept = f.remark(about, "Bleibt hier.")
        self.old, self.new = folder / "old.backup", folder / "new.backup"
        assert main(["backup", str(self.old)]) == 0
        actions.ask_to_be_deleted(
            person=self.ada, choice="words", password=PASSWORD, visitor=f.visitor(self.ada),
            at=f.NOW,
        )  # fmt: skip
        actions.carry_out_waiting(at=f.NOW)
        withdraw_remark(code=made.code, at=f.NOW)
        actions.ask_to_forget(node=self.nameless, choice="nameless", at=f.NOW)
        assert main(["backup", str(self.new)]) == 0

    def is_forgotten(self) -> bool:
        words = ["Wilhelmine", "Zwiebelturm", "Gartenzaun", "Otto Ohne", self.ada.email]
        assert f.fresh(self.kept).text == "Bleibt hier."
        assert f.fresh(self.nameless).text == "Kaimauer"
        return (
            tables_that_say(words) == {}
            and index_finds("zwiebelturm") == 0
            and f.state_of(self.withdrawn) == Visibility.WITHDRAWN
            and not Person.objects.filter(pk=self.ada.pk).exists()
        )


def test_a_restore_over_the_city_deletes_again_what_was_deleted_since(tmp_path, capsys):
    story = Story(tmp_path)
    assert main(["restore", str(story.old), "--replace"]) == 0
    assert story.is_forgotten()
    assert "3 accounts and contributions" in capsys.readouterr().out


def test_on_another_machine_a_newer_backup_tells_what_was_deleted(tmp_path, capsys):
    story = Story(tmp_path)
    from mitmachstadt.kernel.models import Forgotten

    Forgotten.objects.all().delete()
    assert main(["restore", str(story.old), "--replace"]) == 0
    assert "--newer" in capsys.readouterr().out
    assert not story.is_forgotten()
    assert main(["restore", str(story.old), "--replace", "--newer", str(story.new)]) == 0
    assert story.is_forgotten()


def test_a_newer_backup_that_is_none_is_told_before_anything_changes(tmp_path):
    broken = tmp_path / "broken.backup"
    broken.write_text("not a backup")
    with pytest.raises(Failure, match="Nothing was changed"):
        kept_in(broken)
    assert kept_in(None) == []
