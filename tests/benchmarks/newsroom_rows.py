"""What editors work on, beside a corpus of public quotes: written by SQL, on PostgreSQL.

A corpus (tests/benchmarks/corpus.py) holds what readers see. `add_work()` gives every
quote its spans and attributions, and adds what waits: proposals, unverified statements,
statements under review, findings, corrections, readers' reports, and the desk's rows.
Half as many candidates as a real newsroom, perhaps; the proportions are those below.

Spans have the words of their quote, but stand where those are found in the text, or at
its beginning: enough to read and to draw, not enough for `check_data`.
"""

# ruff: noqa: S608 - SQL of our own, for a measurement

#: Every fourth public quote is joined by one that waits, so that a million public ones
#: come with a quarter of a million on the desk.
WAITING_OF = 4

_ID = "substr(md5({0}::text || '{1}'), 1, 4) || lpad(to_hex({0}), 8, '0')"
#: A fraction from 0 to 1 that follows from a key: the same rows at every run.
_SHARE = "(('x' || substr(md5({0}::text || '{1}'), 1, 7))::bit(28)::int / 268435456.0)"


def share(key, salt):
    """Return SQL for a number in [0, 1) that follows from a key and a salt."""
    return _SHARE.format(key, salt)


def new_id(key, salt):
    """Return SQL for a public id that follows from a key, unique for one salt."""
    return _ID.format(key, salt)


def statements(rules):
    """Return the SQL that adds the work, in order; rules are those of findings."""
    some_rule = f"(ARRAY[{', '.join(repr(rule) for rule in rules)}])"
    some_rule += f"[1 + floor({share('q.id', 'rule')} * {len(rules)})::int]"
    return [
        *_waiting_quotes(),
        *_spans_and_claims(),
        f"""
        INSERT INTO quotes_finding (quote_id, rule, place, severity, details, found_at,
            dismissal, dismissed_at, dismissed_by_id)
        SELECT q.id, {some_rule}, '',
            (ARRAY['low','low','medium','medium','high'])
                [1 + floor({share("q.id", "severity")} * 5)::int],
            '{{}}', q.changed_at,
            CASE WHEN {share("q.id", "dismissed")} < 0.05 THEN 'seen' ELSE '' END,
            CASE WHEN {share("q.id", "dismissed")} < 0.05 THEN q.changed_at END,
            CASE WHEN {share("q.id", "dismissed")} < 0.05 THEN 2 END
        FROM quotes_quote q
        WHERE {share("q.id", "finding")}
            < CASE WHEN q.status IN ('proposed', 'unverified') THEN 0.4 ELSE 0.05 END
        """,
        *_corrections_and_reports(),
        *_desk(),
        "SELECT setval(pg_get_serial_sequence('quotes_quote', 'id'), max(id)) "
        "FROM quotes_quote",
    ]


def _waiting_quotes():
    return [
        """
        UPDATE quotes_quote SET status = 'under_review', decided_by_id = NULL
        WHERE id % 50 = 7 AND status = 'verified'
        """,
        """
        UPDATE quotes_publication p SET under_review = true FROM quotes_quote q
        WHERE q.id = p.quote_id AND q.status = 'under_review' AND p.is_current
        """,
        f"""
        INSERT INTO quotes_quote (id, public_id, external_id, kind, polarity, words,
            language, occasion, is_heading, said_on_precision, said_on_printed,
            said_on_known, status, version, changed_at, single_editor, review_count,
            head_digest, article_id, changed_by_id, source_id)
        SELECT m.most + q.id, {new_id("(m.most + q.id)", "waiting")}, '', kind, polarity,
            words || ' ' || right(words, 20), language, '', is_heading, '', '', '',
            CASE WHEN {share("q.id", "proposed")} < 0.6 THEN 'proposed'
                ELSE 'unverified' END,
            1, changed_at, '', 1, repeat('0', 64), article_id, 1, source_id
        FROM quotes_quote q, (SELECT max(id) AS most FROM quotes_quote) m
        WHERE q.id % {WAITING_OF} = 0
        """,
        """
        INSERT INTO quotes_review (quote_id, number, decision, role, at, reason,
            evidence, evidence_is_internal, state, previous_digest, digest, by_id)
        SELECT id, 1, CASE status WHEN 'proposed' THEN 'propose' ELSE 'enter' END,
            'editor', changed_at, '', '', false, '{}', '', repeat('0', 64), 1
        FROM quotes_quote WHERE status IN ('proposed', 'unverified')
        """,
        """
        INSERT INTO quotes_proposal (quote_id, number, engine, engine_version, fields,
            outcome, proposed_at)
        SELECT id, 1, 'quotes.extraction', '1',
            '{"speaker": {"rule": "incise-name", "confidence": 87}}', 'pending',
            changed_at
        FROM quotes_quote WHERE status = 'proposed'
        """,
    ]


def _spans_and_claims():
    place = "GREATEST(strpos(r.text, q.words) - 1, 0)"
    speaker = (
        f"1 + floor({share('q.id', 'who')} * (SELECT max(id) FROM quotes_speaker))"
    )
    return [
        f"""
        INSERT INTO quotes_span (quote_id, revision_id, role, number, start, "end",
            exact, prefix, suffix, state)
        SELECT q.id, r.id, role, 1, {place}, {place} + length(exact), exact, '', '',
            'exact'
        FROM quotes_quote q JOIN quotes_revision r USING (article_id),
            LATERAL (VALUES ('content', q.words), ('cue', 'a déclaré'),
                ('mention', 'le porte-parole')) parts (role, exact)
        WHERE r.number = 1
        """,
        """
        INSERT INTO quotes_attribution (quote_id, number, rank, position, jointly,
            basis, reason, mention_id, speaker_id)
        SELECT p.quote_id, s.position, 'preferred', s.position,
            count(*) OVER (PARTITION BY p.id) > 1, 'printed', '', m.id, s.speaker_id
        FROM quotes_publicationspeaker s
        JOIN quotes_publication p ON p.id = s.publication_id AND p.is_current
        JOIN quotes_span m ON m.quote_id = p.quote_id AND m.role = 'mention'
        """,
        f"""
        INSERT INTO quotes_attribution (quote_id, number, rank, position, jointly,
            basis, reason, mention_id, speaker_id)
        SELECT q.id, 3, CASE status WHEN 'unverified' THEN 'preferred' ELSE 'normal' END,
            CASE status WHEN 'unverified' THEN 1 ELSE 0 END, false,
            CASE status WHEN 'unverified' THEN 'printed' ELSE 'proposed' END,
            '', m.id, s.id
        FROM quotes_quote q
        JOIN quotes_span m ON m.quote_id = q.id AND m.role = 'mention'
        JOIN quotes_speaker s ON s.id = {speaker}
        WHERE status IN ('proposed', 'unverified') OR q.id % 12 = 5
        """,
    ]


def _corrections_and_reports():
    published = f"{share('q.id', 'published')} < 0.8"
    return [
        f"""
        INSERT INTO quotes_correction (quote_id, public_id, correction_class, error,
            severity, shown, "right", notice, language, delay_reason, drafted_at,
            signed_at, published_at, drafted_by_id, signed_by_id)
        SELECT q.id, {new_id("q.id", "correction")},
            'correction', (ARRAY['misattributed', 'misquoted', 'our_record'])
                [1 + floor({share("q.id", "error")} * 3)::int],
            'medium', q.words, q.words, 'Une version précédente disait : ' || q.words,
            q.language, '', q.changed_at,
            CASE WHEN {published} THEN q.changed_at END,
            CASE WHEN {published} THEN q.changed_at END, 1,
            CASE WHEN {published} THEN 2 END
        FROM quotes_quote q JOIN quotes_publication p ON p.quote_id = q.id
        WHERE q.id % 100 = 11 AND p.is_current
        """,
        f"""
        INSERT INTO quotes_readerreport (key, about, about_id, language, message,
            evidence, sent_at, sender, form_digest, state, answer, note, handled_by_id,
            quote_id)
        SELECT substr(md5(q.id::text || 'key'), 1, 22), 'quote', q.public_id, q.language,
            'Est-ce bien cette personne ?', '', q.changed_at, '', md5(q.id::text), s.state,
            CASE WHEN s.state = 'declined' THEN 'Oui.' ELSE '' END, '',
            CASE WHEN s.state = 'declined' THEN 2 END, q.id
        FROM quotes_quote q JOIN quotes_publication p ON p.quote_id = q.id,
            LATERAL (SELECT CASE WHEN {share("q.id", "state")} < 0.2 THEN 'new'
                ELSE 'declined' END AS state) s
        WHERE q.id % 200 = 13 AND p.is_current
        """,
    ]


def _desk():
    weight = "CASE f.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END"
    claimed = "q.id % 5000 = 8"
    return [
        f"""
        INSERT INTO quotes_deskitem (quote_id, article_id, severity, waiting_since,
            open_corrections, open_reports, claimed_by_id, claimed_until)
        SELECT q.id, q.article_id,
            GREATEST(coalesce(f.severity, 0), CASE WHEN c.open > 0 OR r.open > 0
                OR q.status = 'under_review' THEN 2 ELSE 0 END),
            q.changed_at, coalesce(c.open, 0), coalesce(r.open, 0),
            CASE WHEN {claimed} THEN 1 END,
            CASE WHEN {claimed} THEN now() + interval '30 days' END
        FROM quotes_quote q
        LEFT JOIN (SELECT quote_id, max({weight}) AS severity FROM quotes_finding f
            WHERE dismissed_at IS NULL GROUP BY 1) f ON f.quote_id = q.id
        LEFT JOIN (SELECT quote_id, count(*) AS open FROM quotes_correction
            WHERE published_at IS NULL GROUP BY 1) c ON c.quote_id = q.id
        LEFT JOIN (SELECT quote_id, count(*) AS open FROM quotes_readerreport
            WHERE state IN ('new', 'open') GROUP BY 1) r ON r.quote_id = q.id
        WHERE q.status IN ('proposed', 'unverified', 'under_review')
            OR f.severity = 3 OR c.open > 0 OR r.open > 0
        """,
        """
        INSERT INTO quotes_deskitem_changers (deskitem_id, user_id)
        SELECT i.id, CASE WHEN i.id % 20 = 0 THEN 2 ELSE 1 END
        FROM quotes_deskitem i JOIN quotes_quote q ON q.id = i.quote_id
        WHERE q.status IN ('unverified', 'under_review')
        """,
    ]


def add_work(connection):
    """Write the work of editors beside the corpus in a PostgreSQL database."""
    from django.db import transaction

    from quotes.checks import RULES

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements(sorted(RULES)):
            # Without arguments: the SQL holds bare percent signs.
            cursor.execute(statement)
        cursor.execute("ANALYZE")
