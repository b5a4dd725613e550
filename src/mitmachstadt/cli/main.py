"""`mitmachstadt`: reads the arguments, calls the command, turns what went wrong into a sentence."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from mitmachstadt.cli import (
    backup,
    check,
    check_links,
    collect_static,
    demo,
    enter_city,
    import_text,
    init,
    make_admin,
    migrate,
    processing_register,
    rebuild_search,
    restore,
    serve,
    upgrade,
)
from mitmachstadt.cli.output import Failure, in_a_sentence

COMMANDS: dict[str, ModuleType] = {
    "demo": demo,
    "serve": serve,
    "init": init,
    "import-text": import_text,
    "check": check,
    "check-links": check_links,
    "make-admin": make_admin,
    "enter-city": enter_city,
    "migrate": migrate,
    "processing-register": processing_register,
    "rebuild-search": rebuild_search,
    "collect-static": collect_static,
    "backup": backup,
    "restore": restore,
    "upgrade": upgrade,
}

EXIT_CODES = """\
exit codes:
  0  done
  1  refused or failed; one sentence on standard error says why
  2  the command line was not understood
  130  interrupted with Ctrl-C
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, with help and examples."""
    top = argparse.ArgumentParser(
        prog="mitmachstadt",
        description="A city writes its strategy with its people, and everyone can see what "
        "became of what they said.",
        epilog=EXIT_CODES + "\nSettings come from the environment: docs/settings.md lists them.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"examples:\n{module.EXAMPLES}\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    chosen = parser().parse_args(arguments)
    try:
        code: int = COMMANDS[chosen.command].run(chosen)
        sys.stdout.flush()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong with us.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if sentence := in_a_sentence(error):
            print(sentence, file=sys.stderr)
            return 1
        raise
    return code


if __name__ == "__main__":
    sys.exit(main())
