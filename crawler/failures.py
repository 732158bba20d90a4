"""Why a request got no usable answer, in the operator's words."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.errors import ProductError
from crawler.politeness import Refused

_LONGEST = 160
_IGNORED = {
    "Forbidden by robots.txt": "forbidden by robots.txt",
    "max redirections reached": "redirected again and again",
}


def reason_of(failure: Failure) -> str:
    """Return the reason on one line."""
    error = failure.value
    said = " ".join(str(error).split()) or type(error).__name__
    match error:
        case Refused() | ProductError():
            return said
        case HttpError():
            target = (error.response.headers.get("Location") or b"").decode("latin-1")
            leads = f", which leads to {target[:_LONGEST]}" if target else ""
            return f"HTTP {error.response.status}{leads}"
        case IgnoreRequest() if "decompress" in said:
            return "larger unpacked than any answer may be"
        case IgnoreRequest():
            return _IGNORED.get(said, said[:_LONGEST])
        case DownloadCancelledError():
            return f"larger than any answer may be: {said[:_LONGEST]}"
        case ResponseDataLossError():
            return "cut short: only a part of the answer came"
        case DownloadTimeoutError():
            return "unreachable: no whole answer in time"
        case CannotResolveHostError():
            return "unreachable: its name is not known"
        case DownloadConnectionRefusedError():
            return "unreachable: nothing answers there"
    return f"unreachable: {said[:_LONGEST]}"
