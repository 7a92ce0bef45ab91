"""What every response says to browsers, beside what Django's own middleware says."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

type GetResponse = Callable[[HttpRequest], HttpResponse]


def private_pages(get_response: GetResponse) -> GetResponse:
    """Pages are not kept by browsers or proxies: after signing out, Back shows nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        return response

    return answer


def signed_out_fragment(get_response: GetResponse) -> GetResponse:
    """Answer 401 to a fragment asked for by somebody signed out, in place of the sign-in page.

    The page then says what happened (page.js) and keeps what was typed, where a redirect would put the sign-in
    page in the middle of a table.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        sent_to_sign_in = response.status_code == 302 and response.headers["Location"].startswith(sign_in)
        if sent_to_sign_in and request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        return response

    return answer
