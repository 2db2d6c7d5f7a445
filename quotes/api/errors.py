"""One shape for every error under /api/v1/.

{"error": {"status": 404, "code": "not_found", "message": "…", "fields": {…}}}: code is
for programs and stays, message is for people and may be reworded, fields says what is
wrong with which parameter.
"""

from http import HTTPStatus

from rest_framework.exceptions import APIException
from rest_framework.views import exception_handler

JSON = "application/json"

#: What went wrong, by status, where nothing tells it better.
MESSAGES = {
    400: "This request cannot be read.",
    404: "There is nothing at this address that readers may see.",
    405: "This address can only be read: use GET.",
    406: "Answers here are JSON: ask for application/json.",
    500: "The server failed. It is not your request; try again later.",
}


class BadParameter(APIException):
    """Parameters of the address that this answer does not take, by name.

    fields holds a list of sentences for each of them.
    """

    status_code = 400
    default_code = "bad_parameter"

    def __init__(self, fields):
        names = ", ".join(sorted(fields))
        super().__init__(f"Something is wrong with these parameters: {names}.")
        self.fields = fields


class Withdrawn(APIException):
    """A quote that was taken back; record is all that is still told of it."""

    status_code = 410
    default_code = "withdrawn"
    default_detail = "This quote was withdrawn. Its words are not told any more."

    def __init__(self, record):
        super().__init__()
        self.extra = {"quote": record}


def error_body(status, code="", message="", fields=None):
    """Return the body of an answer that says what went wrong."""
    known = HTTPStatus(status)
    return {
        "error": {
            "status": status,
            "code": code or known.name.lower(),
            "message": message or MESSAGES.get(status) or f"{known.phrase}.",
            "fields": fields or {},
        }
    }


def too_many(seconds):
    """Return what is said to whoever asks too often."""
    return f"Too many requests. Wait {seconds} seconds."


def handle(error, context):
    """Turn an exception of a view into an answer; None for what is our own fault."""
    answer = exception_handler(error, context)
    if answer is None:
        return None
    status = answer.status_code
    code, message = getattr(error, "default_code", ""), ""
    if isinstance(error, (BadParameter, Withdrawn)):
        message = str(error.detail)
    if status == 429:
        message = too_many(answer.headers["Retry-After"])
    body = error_body(status, code, message, getattr(error, "fields", None))
    answer.data = body | getattr(error, "extra", {})
    answer.content_type = JSON
    return answer
