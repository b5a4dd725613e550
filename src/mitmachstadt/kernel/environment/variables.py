"""Every variable of the environment that Mitmachstadt reads; docs/settings.md says the same."""

from collections.abc import Callable
from dataclasses import dataclass

from mitmachstadt.kernel.environment import kinds

Kind = Callable[[str], str | None]


@dataclass(frozen=True)
class Variable:
    """One variable; `default` and `meaning` as docs/settings.md says them."""

    name: str
    kind: Kind
    default: str
    meaning: str
    example: str
    secret: bool = False


VARIABLES = (
    Variable(
        "MITMACHSTADT_DATABASE",
        kinds.database,
        "SQLite in `MITMACHSTADT_VAR`",
        "database address: `sqlite:///path` or `postgresql://user:password@host:port/name`. "
        "PostgreSQL keeps plans of frequent statements (`prepare_threshold`): a pooler before it "
        "has to bear that, as PgBouncer does from 1.21",
        "postgresql://city:secret@localhost:5432/city",
        secret=True,
    ),
    Variable(
        "MITMACHSTADT_VAR",
        kinds.anything,
        "`var` in the checkout",
        "where data, files, collected static files and the secret key lie",
        "/var/lib/mitmachstadt",
    ),
    Variable(
        "MITMACHSTADT_SECRET_KEY",
        kinds.secret,
        "made once, kept in `var/secret_key`",
        "signs sessions and receipt codes; losing it makes all codes invalid",
        "(50 random characters)",
        secret=True,
    ),
    Variable(
        "MITMACHSTADT_HOSTS",
        kinds.hosts,
        "`localhost,127.0.0.1,[::1]`",
        "host names that the site answers to",
        "mitmachen.example.org",
    ),
    Variable(
        "MITMACHSTADT_ORIGINS",
        kinds.origins,
        "empty",
        "trusted origins for forms behind a proxy, e.g. `https://mitmachen.example.org`",
        "https://mitmachen.example.org",
    ),
    Variable(
        "MITMACHSTADT_HTTPS",
        kinds.flag,
        "0",
        "1: cookies only over TLS and under names that browsers take from this host alone"
        " (who is signed in signs in once more), and HSTS",
        "1",
    ),
    Variable(
        "MITMACHSTADT_CITY",
        kinds.anything,
        "Berlin",
        "the city's name, until `mitmachstadt init` enters one",
        "Musterstadt",
    ),
    Variable(
        "MITMACHSTADT_CONTACT",
        kinds.email,
        "strategie@example.org",
        "the office's e-mail address, until `mitmachstadt init` enters one; mail comes from it",
        "strategie@musterstadt.example",
    ),
    Variable(
        "MITMACHSTADT_DATA_LICENCE",
        kinds.anything,
        "CC BY 4.0",
        "the licence named with the open data",
        "CC0 1.0",
    ),
    Variable(
        "MITMACHSTADT_SITE",
        kinds.site,
        "http://localhost:8000",
        "this site's address as mails and feeds name it; feeds' names are made of it, so it should "
        "not change later",
        "https://mitmachen.example.org",
    ),
    Variable(
        "MITMACHSTADT_BEHIND_PROXY",
        kinds.count,
        "0",
        "how many proxies of your own stand before it: believe their `X-Forwarded-Proto`, and"
        " of `X-Forwarded-For` the entry that the outermost of them added. What stands before"
        " that anybody can have written",
        "1",
    ),
    Variable(
        "MITMACHSTADT_REMARKS_PER_HOUR",
        kinds.whole_number,
        "60",
        "how many remarks one account may send in an hour; more without an account from one "
        "network address wait for a moderator",
        "120",
    ),
    Variable(
        "MITMACHSTADT_UNPROVEN_PER_DAY",
        kinds.count,
        "20",
        "how many contributions without account and without proof of work (no JavaScript) one"
        " network address may send in a day (UTC)",
        "20",
    ),
    Variable(
        "MITMACHSTADT_UNPROVEN_WAITING",
        kinds.count,
        "500",
        "how many of these may wait for a moderator in the whole city; then only they are "
        "refused, with words what to do",
        "500",
    ),
    Variable(
        "MITMACHSTADT_FLOOD",
        kinds.whole_number,
        "60",
        "from so many contributions with proof of work in ten minutes on, the proof costs "
        "twice as much, and so on up to eight times",
        "120",
    ),
    Variable(
        "MITMACHSTADT_DEMONSTRATION",
        kinds.flag,
        "0",
        "1: every page says that its content is invented",
        "1",
    ),
    Variable(
        "MITMACHSTADT_MAIL",
        kinds.mail,
        "empty: mail is only printed; the demonstration writes it to `mails` in its data folder",
        "mail server: `smtp://user:password@host:587` (STARTTLS; `?tls=0` for a server on the same "
        "machine) or `smtps://user:password@host:465`",
        "smtp://user:password@mail.example.org:587",
        secret=True,
    ),
    Variable(
        "MITMACHSTADT_SECOND_FACTOR",
        kinds.roles,
        "administrator,office,moderator,auditor",
        "roles that can only be used with a second factor (authenticator app or passkey); "
        "`desk` for whoever works for a unit, `none` for no role",
        "administrator,office,moderator,helper,auditor,desk",
    ),
    Variable(
        "MITMACHSTADT_OIDC_ISSUER",
        kinds.issuer,
        "empty: no sign-in with another provider",
        "issuer of an OpenID Connect provider, such as a broker before BundID. Register "
        "`/de/anmelden/mit/zurueck/` of your site there as redirect address; it has to sign with a "
        "key pair that it publishes at its `jwks_uri`",
        "https://login.example.org/realms/city",
    ),
    Variable(
        "MITMACHSTADT_OIDC_CLIENT",
        kinds.anything,
        "empty",
        "what the provider calls this site (client id)",
        "mitmachstadt",
    ),
    Variable(
        "MITMACHSTADT_OIDC_SECRET",
        kinds.anything,
        "empty",
        "the secret that the provider shares with this site",
        "(as the provider gives it)",
        secret=True,
    ),
    Variable(
        "MITMACHSTADT_OIDC_NAME",
        kinds.anything,
        "OpenID Connect",
        "the provider as people know it; stands on the sign-in page",
        "BundID",
    ),
    Variable(
        "MITMACHSTADT_LOG",
        kinds.log,
        "plain",
        "`json`: one JSON object a line, and a line for every request; neither holds personal data",
        "json",
    ),
    Variable(
        "MITMACHSTADT_METRICS_TOKEN",
        kinds.token,
        "empty: no metrics",
        "who sends it as bearer token reads Prometheus metrics at `/-/metrics`",
        "(30 random characters)",
        secret=True,
    ),
    Variable(
        "MITMACHSTADT_PREPARED_QUERIES",
        kinds.flag,
        "1",
        "0: SQL is made anew for every read, should a new Django not bear the kept statements "
        "([decision 9](decisions/0009-prepared-queries.md)); pages then cost about twice as much",
        "0",
    ),
    Variable(
        "MITMACHSTADT_DEBUG", kinds.flag, "0", "1: tracebacks in the browser; never in public", "0"
    ),
)
