"""`make messages`: bring the catalogues up to date with the sources, and say what is missing.

python -m tools.messages            all languages of the settings
python -m tools.messages --new fr   one that is new
"""

import argparse
import os


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--new", metavar="LANGUAGE", help="its code, e.g. fr or uk")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitmachstadt.config.settings")
    import django

    django.setup()
    from django.conf import settings

    from mitmachstadt.kernel.catalogues import bring_up_to_date
    from tools.messages import update

    known = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    for language in [arguments.new] if arguments.new else known:
        waiting = update(language)
        print(f"{language}: {waiting} to translate" if waiting else f"{language}: complete")
    bring_up_to_date()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
