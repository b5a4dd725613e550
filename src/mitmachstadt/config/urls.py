from django.urls import include, path

from mitmachstadt.kernel.web.health import live, ready, trivial
from mitmachstadt.kernel.web.logo import logo
from mitmachstadt.pages.views import home, permanent

urlpatterns = [
    path("", home, name="home"),
    path("n/<str:public_id>/", permanent, name="permanent"),
    path("de/", include("mitmachstadt.people.urls")),
    path("de/", include("mitmachstadt.contributions.urls")),
    path("de/", include("mitmachstadt.answers.urls")),
    path("de/", include("mitmachstadt.formats.urls")),
    path("de/", include("mitmachstadt.strategy.urls")),
    path("de/", include("mitmachstadt.places.urls")),
    path("de/", include("mitmachstadt.news.urls")),
    path("de/", include("mitmachstadt.pages.urls")),
    path("", include("mitmachstadt.opendata.urls")),
    path("-/trivial", trivial),
    path("-/live", live),
    path("-/logo/<str:name>", logo, name="logo"),
    path("-/ready", ready),
]
handler404 = "mitmachstadt.kernel.web.errors.not_found"
handler403 = "mitmachstadt.kernel.web.errors.forbidden"
handler500 = "mitmachstadt.kernel.web.errors.broken"
