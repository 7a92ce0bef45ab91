"""What a model needs to say to get its pages: a list, a form, a page for deletion and a history."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.urls import reverse

from kommunrapport.administration.forms import RecordForm
from kommunrapport.administration.values import shown
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import create_once, delete_checked, save_checked


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list that is not simply a field."""

    heading: str
    value: Callable[[Any], object]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A narrower list, chosen by a link: `?visa=<key>`. `narrow` takes the rows and today's date."""

    key: str
    text: str
    narrow: Callable[[Any, datetime.date], Any]


@dataclass(frozen=True, slots=True)
class Home:
    """The page above: its address, and the words of the link."""

    url: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Administered:
    """One kind of row that administrators keep.

    `name` begins the names of its addresses (org_unit_list, org_unit_edit), `path` is the word in them. `columns` are
    names of fields, or Columns. A `parent` is the field of the row it hangs under, and equals that one's `name`; such
    rows are listed on the parent's page. `tree` is the field that makes the list a tree. Of a `single` one there is one
    row and no list. Who may do what with a row
    beyond versioned saving is in the services given as `create`, `change` and `delete`.
    """

    model: type[Versioned]
    form: type[RecordForm]
    name: str
    path: str
    columns: tuple[str | Column, ...]
    add: str
    lead: str = ""
    empty: str = ""
    related: tuple[str, ...] = ()
    tree: str = ""
    filters: tuple[Filter, ...] = ()
    parent: str = ""
    parent_path: str = ""
    children: tuple[Administered, ...] = ()
    single: bool = False
    may_create: bool = True
    may_delete: bool = True
    template: str = "administration/form.html"
    create: Callable[..., Versioned] | None = None
    change: Callable[..., Versioned] | None = None
    delete: Callable[..., None] | None = None

    @property
    def heading(self) -> str:
        text = str(self.model._meta.verbose_name_plural)
        return text[:1].upper() + text[1:]

    @property
    def word(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def all_columns(self) -> list[Column]:
        return [column if isinstance(column, Column) else self._field_column(column) for column in self.columns]

    def _field_column(self, name: str) -> Column:
        field: Any = self.model._meta.get_field(name)
        text = str(field.verbose_name)
        is_number = isinstance(field, models.IntegerField | models.DecimalField) and not field.choices
        return Column(text[:1].upper() + text[1:], lambda row: shown(field, getattr(row, name)), is_number)

    def rows(self) -> models.QuerySet[Any]:
        rows = self.model._default_manager.all()
        return rows.select_related(*self.related) if self.related else rows

    def url(self, page: str, *args: object) -> str:
        """Address of one of its pages: list, create, edit, delete or history."""
        return reverse(f"administration:{self.name}_{page}", args=args)

    def home(self, row: Any) -> Home:
        """Where one goes when done with `row`: the list, or the page of the row it hangs under."""
        if self.parent:
            above = getattr(row, self.parent)
            return Home(reverse(f"administration:{self.parent}_edit", args=[above.pk]), str(above))
        return Home(reverse("web:administration") if self.single else self.url("list"), self.heading)

    def after_save(self, row: Any) -> str:
        """A row with rows under it is shown again, so that they can be added."""
        return self.url("edit", row.pk) if self.children else self.home(row).url

    def create_row(self, **fields: Any) -> Versioned:
        return (self.create or partial(create_once, self.model))(**fields)

    def change_row(self, **changes: Any) -> Versioned:
        return (self.change or partial(save_checked, self.model))(**changes)

    def delete_row(self, **row: Any) -> None:
        (self.delete or partial(delete_checked, self.model))(**row)
