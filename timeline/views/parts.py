"""Whole page or part of it: the same URL answers with either."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """True if htmx will swap the answer into a page; boosted and restored pages come whole."""
    return bool(request.htmx) and not (request.htmx.boosted or request.htmx.history_restore_request)


def mark_variants(response: HttpResponse) -> HttpResponse:
    """Say to caches that page and part share a URL, so that Back never shows a bare part."""
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    patch_cache_control(response, no_cache=True, private=True)
    return response


def show_url(response: HttpResponse, request: HttpRequest, url: str) -> HttpResponse:
    """Tell htmx the canonical address: typing and moving the chart replace it, choosing pushes it."""
    passing = request.htmx.trigger_name == "words" or request.headers.get("X-View-Change") == "replace"
    response["HX-Replace-Url" if passing else "HX-Push-Url"] = url
    return response
