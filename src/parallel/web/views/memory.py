"""The translation memory for other programs: read-only, one address, JSON."""

from starlette.requests import Request
from starlette.responses import Response

from parallel.errors import UsageError
from parallel.web.render import answer, site_of
from parallel.workbench.exchange.remembering import match_record, suggest

MOST = 100
"""Matches one answer holds at most; chosen by us."""


def search(request: Request) -> Response:
    """Answer with the best remembered translations of a sentence.

    Query: ``text``; where wanted ``min`` (0 to 1, .7), ``limit`` (5), and ``before`` and ``after``, the sentences
    around it. The answer repeats the ``query`` and lists ``matches``, best first, each with ``source``, ``target``,
    ``origin``, ``state``, ``score``, ``similarity``, ``context`` and ``difference``.
    """
    asked = request.query_params
    text = asked.get("text", "")
    try:
        minimum, limit = float(asked.get("min", "0.7")), int(asked.get("limit", "5"))
        if not 1 <= limit <= MOST:
            return answer({"error": f"limit is not between 1 and {MOST}"}, 400)
        site = site_of(request)
        site.fold()
        context = (asked.get("before", ""), asked.get("after", ""))
        found = suggest(site.workspace, text, minimum=minimum, limit=limit, context=context)
    except ValueError:
        return answer({"error": "min or limit is no number"}, 400)
    except UsageError as error:
        return answer({"error": error.message}, 400)
    query = {"text": text, "min": minimum, "limit": limit, "before": context[0], "after": context[1]}
    return answer({"query": query, "matches": [match_record(match, text) for match in found]})
