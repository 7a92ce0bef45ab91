"""Icons, status words and charts in templates."""

from django import template

register = template.Library()
