"""What a page without a posting proves: a removed posting, or only that we were shown another page."""

import re
from collections.abc import Collection

from crawler.platforms import Page

_PASSWORD = re.compile(rb"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|sso|auth|saml|oauth2?|account/login)\b", re.IGNORECASE
)
_ENDS = (b"</html", b"</body")
_FEWEST = 3
"""Postings that vanish together: two may do so on any day."""


def no_evidence(page: Page) -> str | None:
    """Return why a page without a posting says nothing of the posting; None for a plain page."""
    body = page.body
    if _PASSWORD.search(body) or _LOGIN_PATH.search(page.url):
        return "asks to sign in instead of showing the posting"
    folded = body.lower()
    if b"<html" in folded and not any(end in folded for end in _ENDS):
        return "cut short: the page does not end"
    return None


def vanished_together(bare: Collection[str], shown: int) -> str | None:
    """Return why so many pages without their posting prove nothing, beside those that show theirs.

    A site that was rebuilt, or shows everybody the same page, empties all its pages at once.
    """
    if len(bare) < _FEWEST or len(bare) <= shown:
        return None
    return (
        f"{len(bare)} pages show no posting any more, and {shown} do: did the site change?"
        " Nothing is closed on that evidence"
    )
