"""The timeline within a page of another site: the chart and its list, and a way to the whole."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from config.middleware import policy

NOBODY = "'none'"
REFUSED = "This site does not let other pages show its timeline. Open it here: {}\n"


def wants_embedding(request: HttpRequest) -> bool:
    return request.GET.get("embed") == "1"


def embedded(request: HttpRequest, query: str, context: dict) -> HttpResponse:
    """The view of a query without header, filters and footer, for the sites that the settings name; 403 if none.

    Browsers hold other sites off by the policy's frame-ancestors; X-Frame-Options could name no site, and is left out.
    """
    address = request.build_absolute_uri(reverse("timeline:index")) + (f"?{query}" if query else "")
    if settings.EMBED_FRAME_ANCESTORS == NOBODY:
        return HttpResponse(REFUSED.format(address), status=403, content_type="text/plain; charset=utf-8")
    response = render(request, "timeline/embed.html", context | {"address": address})
    response["Content-Security-Policy"] = policy(frame_ancestors=settings.EMBED_FRAME_ANCESTORS)
    response.xframe_options_exempt = True
    return response
