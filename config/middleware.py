"""The Content-Security-Policy: nothing from other hosts, no inline script or style."""

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # data: for icons in the admin's style sheets, blob: for Plotly's picture download
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy(*, frame_ancestors: str = POLICY["frame-ancestors"]) -> str:
    """The header's value; `frame_ancestors` are the sites that may show the page within one of theirs."""
    return "; ".join(f"{name} {value}" for name, value in (POLICY | {"frame-ancestors": frame_ancestors}).items())


HEADER = policy()


def content_security_policy(get_response):
    """Set the policy on every answer that has none of its own."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", HEADER)
        return response

    return middleware
