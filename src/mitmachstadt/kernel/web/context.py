from django.http import HttpRequest

from mitmachstadt.kernel.city import City, the_city


def city(_: HttpRequest) -> dict[str, City]:
    return {"city": the_city()}
