"""Addresses within internal control, seen through one lens."""

from __future__ import annotations

from django.urls import reverse

from kommunrapport.http import Lens


def page_url(lens: Lens, name: str, *args: object) -> str:
    return reverse(f"internal_control:{name}", args=[lens.year, lens.org_unit.slug, *args])


def overview_url(lens: Lens) -> str:
    return page_url(lens, "overview")


def plan_url(lens: Lens) -> str:
    return page_url(lens, "plan")


def risk_url(lens: Lens, pk: int) -> str:
    return page_url(lens, "risk_detail", pk)
