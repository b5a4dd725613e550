"""`mitmachstadt collect-static`: style, scripts, fonts, compressed, with a digest in the name.

Settings use the plain storage until a manifest exists, so that tests and a fresh checkout work
without this step; here the compressing one is chosen before anything asks for it.
"""

import argparse
from pathlib import PurePosixPath

from mitmachstadt.cli.output import set_up_django

HELP = "Collect and compress style, scripts and fonts for serving."
EXAMPLES = "  mitmachstadt collect-static\n"
FONTS = {".woff", ".woff2", ".ttf", ".otf"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Takes none."""


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_unused_fonts())
    return 0


def _unused_fonts() -> list[str]:
    """Fonts that no style sheet names: the design system brings thirty, pages use a few."""
    from django.contrib.staticfiles.finders import get_finders

    fonts, styles = set(), []
    for finder in get_finders():
        for path, storage in finder.list([]):
            if PurePosixPath(path).suffix in FONTS:
                fonts.add(PurePosixPath(path).name)
            elif path.endswith(".css"):
                with storage.open(path) as file:
                    styles.append(file.read().decode("utf-8", "replace"))
    text = "\n".join(styles)
    return sorted(font for font in fonts if font not in text)
