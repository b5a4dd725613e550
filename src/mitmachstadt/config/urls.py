from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from mitmachstadt.kernel.web.challenge import challenge
from mitmachstadt.kernel.web.health import live, ready, trivial
from mitmachstadt.kernel.web.logo import logo
from mitmachstadt.opendata.urls import files
from mitmachstadt.pages.views import home, permanent

urlpatterns = [
    path("", home, name="home"),
    path("n/<str:public_id>/", permanent, name="permanent"),
    # Each page once in every language: /de/..., /en/... Its other words stay German.
    *i18n_patterns(
        path("", include("mitmachstadt.people.urls")),
        path("", include("mitmachstadt.taxonomies.urls")),
        path("", include("mitmachstadt.responsibilities.urls")),
        path("", include("mitmachstadt.contributions.urls")),
        path("", include("mitmachstadt.answers.urls")),
        path("", include("mitmachstadt.concerns.urls")),
        path("", include("mitmachstadt.formats.urls")),
        path("", include("mitmachstadt.strategy.urls")),
        path("", include("mitmachstadt.measures.urls")),
        path("", include("mitmachstadt.places.urls")),
        path("", include("mitmachstadt.news.urls")),
        path("", include("mitmachstadt.arena.urls")),
        path("", include("mitmachstadt.outreach.urls")),
        path("", include("mitmachstadt.barriers.urls")),
        path("", include("mitmachstadt.help.urls")),
        path("", include("mitmachstadt.usage.urls")),
        path("", include("mitmachstadt.opendata.urls")),
        path("", include("mitmachstadt.data_protection.urls")),
        path("", include("mitmachstadt.pages.urls")),
    ),
    path("", include(files)),
    path("-/challenge", challenge, name="challenge"),
    path("-/trivial", trivial),
    path("-/live", live),
    path("-/logo/<str:name>", logo, name="logo"),
    path("-/ready", ready),
]
handler404 = "mitmachstadt.kernel.web.errors.not_found"
handler403 = "mitmachstadt.kernel.web.errors.forbidden"
handler500 = "mitmachstadt.kernel.web.errors.broken"
