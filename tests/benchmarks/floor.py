"""The floor: one prepared query and its JSON, without a framework, a model or a page.

What a first page of the list would cost at least, on the same server and database:
`gunicorn tests.benchmarks.floor:application` with DATABASE_URL.
"""

import json
import os
import threading

import psycopg
from psycopg.rows import dict_row

#: What a list shows of a quote, of the 25 newest ones that readers may see.
QUERY = """
SELECT p.public_id, p.words, p.kind, p.status, p.language, p.speaker_names, p.office,
       p.sorted_on::text, p.source_kind, a.public_id AS article, a.headline, a.publisher
FROM quotes_publication p JOIN quotes_article a ON a.id = p.article_id
WHERE p.is_current AND p.status <> 'withdrawn' AND a.release = 'published'
ORDER BY p.sorted_on DESC, p.id DESC LIMIT 25
"""

_local = threading.local()


def application(environ, start_response):
    """Answer every address with the same 25 rows."""
    if not hasattr(_local, "cursor"):
        link = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        _local.cursor = link.cursor(row_factory=dict_row)
    rows = _local.cursor.execute(QUERY, prepare=True).fetchall()
    body = json.dumps({"results": rows}, ensure_ascii=False).encode()
    start_response(
        "200 OK",
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]
