from django.template import Library

from mitmachstadt.people.calculations import blocks_of

register = Library()
register.filter("city_words", blocks_of)
