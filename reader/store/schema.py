"""The tables of `library.db`, as the migrations that lead to them.

`PRAGMA user_version` counts the migrations that a file has had. A migration, once released, is never edited:
a change of the tables is a new one at the end.
"""

MOST = 100
"""More migrations than that there will not be: a file that tells of more is damaged."""

MIGRATIONS = (
    """
    CREATE TABLE library (          -- facts of the library itself
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO library VALUES ('uuid', lower(hex(randomblob(16))));

    CREATE TABLE sources (          -- dumps, known by content: a renamed file is the same dump
        number  INTEGER PRIMARY KEY,
        digest  TEXT NOT NULL UNIQUE,   -- SHA-256 of the file's bytes
        name    TEXT NOT NULL,          -- the file's name when it was added
        heading TEXT NOT NULL,          -- the page's day as it stands there, or ''
        added   TEXT NOT NULL           -- ISO 8601, UTC, as all times here
    ) STRICT;

    CREATE TABLE texts (            -- each wording of a paper once, as imported
        number   INTEGER PRIMARY KEY,
        digest   TEXT NOT NULL UNIQUE,  -- SHA-256 of the three
        title    TEXT NOT NULL,
        abstract TEXT NOT NULL,
        authors  TEXT NOT NULL          -- a JSON list
    ) STRICT;

    CREATE TABLE papers (
        number   INTEGER PRIMARY KEY,
        id       TEXT NOT NULL UNIQUE,
        text     INTEGER NOT NULL REFERENCES texts,  -- the wording that is shown
        added    TEXT NOT NULL,
        revision INTEGER NOT NULL       -- grows with each change of the shown text; the index follows it
    ) STRICT;
    CREATE INDEX papers_by_added ON papers (added DESC, number);
    CREATE INDEX papers_by_revision ON papers (revision);

    CREATE TABLE sightings (
        source   INTEGER NOT NULL REFERENCES sources,
        position INTEGER NOT NULL,      -- which record of the dump, from 1
        paper    INTEGER NOT NULL REFERENCES papers,
        text     INTEGER NOT NULL REFERENCES texts,  -- the wording that stood there
        PRIMARY KEY (source, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sightings_by_paper ON sightings (paper);

    CREATE TABLE marks (            -- no row is the empty mark
        paper      INTEGER PRIMARY KEY REFERENCES papers,
        status     TEXT NOT NULL,
        bookmarked INTEGER NOT NULL,
        rating     INTEGER NOT NULL,
        note       TEXT NOT NULL,
        read_at    TEXT
    ) STRICT;

    CREATE TABLE tags (
        tag   TEXT NOT NULL,
        paper INTEGER NOT NULL REFERENCES marks ON DELETE CASCADE,
        PRIMARY KEY (tag, paper)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tags_by_paper ON tags (paper);

    CREATE TABLE steps (            -- the history: one row for what one key or one command did
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at     TEXT NOT NULL,
        what   TEXT NOT NULL,
        state  TEXT NOT NULL            -- done, undone, dropped
    ) STRICT;

    CREATE TABLE step_marks (       -- the marks that a step found and left, as JSON
        step    INTEGER NOT NULL REFERENCES steps,
        paper   INTEGER NOT NULL REFERENCES papers,
        before  TEXT NOT NULL,
        after   TEXT NOT NULL,
        PRIMARY KEY (step, paper)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (          -- where the app was left
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE searches (         -- the queries that were asked; asked again, one gets a new number
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        query  TEXT NOT NULL UNIQUE,    -- as queries print
        asked  TEXT NOT NULL,           -- when last
        times  INTEGER NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE saved_queries (
        folded TEXT PRIMARY KEY,        -- the name, case-folded
        name   TEXT NOT NULL,
        query  TEXT NOT NULL,           -- as it prints
        saved  TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE steps ADD COLUMN kind TEXT NOT NULL DEFAULT 'marks';  -- what it changed: marks, query, dumps
    ALTER TABLE steps ADD COLUMN title TEXT NOT NULL DEFAULT '';      -- of the first paper, as it was then, or a name
    ALTER TABLE steps ADD COLUMN papers INTEGER NOT NULL DEFAULT 0;   -- how many it changed
    UPDATE steps SET
        title = coalesce((SELECT t.title FROM step_marks sm JOIN papers p ON p.number = sm.paper
                          JOIN texts t ON t.number = p.text WHERE sm.step = steps.number LIMIT 1), ''),
        papers = (SELECT count(*) FROM step_marks sm WHERE sm.step = steps.number);
    CREATE INDEX steps_undone ON steps (number) WHERE state = 'undone';

    CREATE TABLE marks_of_steps (   -- step_marks as it was, but that a paper may be gone
        step    INTEGER NOT NULL REFERENCES steps,
        paper   INTEGER NOT NULL,       -- of papers or removed_papers
        before  TEXT NOT NULL,
        after   TEXT NOT NULL,
        PRIMARY KEY (step, paper)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO marks_of_steps SELECT step, paper, before, after FROM step_marks;
    DROP TABLE step_marks;
    ALTER TABLE marks_of_steps RENAME TO step_marks;

    CREATE TABLE step_queries (     -- the saved queries that a step found and left, as JSON; NULL where there was none
        step   INTEGER NOT NULL REFERENCES steps,
        folded TEXT NOT NULL,
        before TEXT,
        after  TEXT,
        PRIMARY KEY (step, folded)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_sources (     -- the dumps that a step took in
        step   INTEGER NOT NULL REFERENCES steps,
        source INTEGER NOT NULL,        -- of sources or removed_sources
        PRIMARY KEY (step, source)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_texts (       -- the wordings that a step found and left; NULL where it found no such paper
        step   INTEGER NOT NULL REFERENCES steps,
        paper  INTEGER NOT NULL,        -- of papers or removed_papers
        before INTEGER REFERENCES texts,
        after  INTEGER NOT NULL REFERENCES texts,
        PRIMARY KEY (step, paper)
    ) STRICT, WITHOUT ROWID;

    -- What was taken out again by undoing. These have the columns of their originals, in the same order;
    -- no number of theirs is given to anything else.
    CREATE TABLE removed_sources (
        number  INTEGER PRIMARY KEY,
        digest  TEXT NOT NULL,
        name    TEXT NOT NULL,
        heading TEXT NOT NULL,
        added   TEXT NOT NULL
    ) STRICT;
    CREATE TABLE removed_papers (
        number   INTEGER PRIMARY KEY,
        id       TEXT NOT NULL,
        text     INTEGER NOT NULL REFERENCES texts,
        added    TEXT NOT NULL,
        revision INTEGER NOT NULL       -- that of the removal; the index follows it
    ) STRICT;
    CREATE INDEX removed_papers_by_revision ON removed_papers (revision);
    CREATE TABLE removed_sightings (
        source   INTEGER NOT NULL,
        position INTEGER NOT NULL,
        paper    INTEGER NOT NULL,
        text     INTEGER NOT NULL REFERENCES texts,
        PRIMARY KEY (source, position)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW newest AS           -- what has ever been given out; revisions only grow
    SELECT max(coalesce((SELECT max(revision) FROM papers), 0),
               coalesce((SELECT max(revision) FROM removed_papers), 0)) AS revision,
           max(coalesce((SELECT max(number) FROM papers), 0),
               coalesce((SELECT max(number) FROM removed_papers), 0)) AS paper,
           max(coalesce((SELECT max(number) FROM sources), 0),
               coalesce((SELECT max(number) FROM removed_sources), 0)) AS source;
    """,
    """
    ALTER TABLE texts ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';  -- what the source says beside the text, as JSON
    """,
    """
    ALTER TABLE sources ADD COLUMN complete INTEGER NOT NULL DEFAULT 1;  -- 0 while it is taken in, or was interrupted
    ALTER TABLE removed_sources ADD COLUMN complete INTEGER NOT NULL DEFAULT 1;
    CREATE INDEX sightings_by_text ON sightings (text);  -- all that show one wording show one paper

    CREATE TABLE likely (           -- what finds the wordings that may be of one paper: see papers/likely.py
        key  INTEGER NOT NULL,
        text INTEGER NOT NULL REFERENCES texts,
        PRIMARY KEY (key, text)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE apart (            -- wordings that the user parted, by their digests
        one   TEXT NOT NULL,            -- the lesser
        other TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX apart_by_other ON apart (other);

    CREATE TABLE step_apart (       -- the pairs that a step parted
        step  INTEGER NOT NULL REFERENCES steps,
        one   TEXT NOT NULL,
        other TEXT NOT NULL,
        PRIMARY KEY (step, one, other)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_moves (       -- the wordings that a step gave from one paper to another
        step   INTEGER NOT NULL REFERENCES steps,
        text   INTEGER NOT NULL REFERENCES texts,
        before INTEGER NOT NULL,
        after  INTEGER NOT NULL,
        PRIMARY KEY (step, text)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_papers (      -- the papers that a step found and left; where the text is NULL there was none
        step         INTEGER NOT NULL REFERENCES steps,
        paper        INTEGER NOT NULL,       -- of papers or removed_papers
        before_id    TEXT,
        before_text  INTEGER REFERENCES texts,
        before_added TEXT,
        after_id     TEXT,
        after_text   INTEGER REFERENCES texts,
        after_added  TEXT,
        PRIMARY KEY (step, paper)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO step_papers
        SELECT st.step, st.paper,
               CASE WHEN st.before IS NOT NULL THEN p.id END, st.before,
               CASE WHEN st.before IS NOT NULL THEN p.added END,
               p.id, st.after, p.added
        FROM step_texts st JOIN (SELECT number, id, added FROM papers UNION ALL
                                 SELECT number, id, added FROM removed_papers) p ON p.number = st.paper;
    DROP TABLE step_texts;

    CREATE TABLE sources_of_steps ( -- step_sources as it was, but that an interrupted dump may take several steps
        step     INTEGER NOT NULL REFERENCES steps,
        source   INTEGER NOT NULL,           -- of sources or removed_sources
        first    INTEGER NOT NULL,           -- the records that the step took in, from this one
        last     INTEGER NOT NULL,           -- to this one
        complete INTEGER NOT NULL,           -- whether the step took in the last one
        PRIMARY KEY (step, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO sources_of_steps SELECT step, source, 1, 9223372036854775807, 1 FROM step_sources;
    DROP TABLE step_sources;
    ALTER TABLE sources_of_steps RENAME TO step_sources;
    """,
    """
    ALTER TABLE sources ADD COLUMN dated TEXT NOT NULL DEFAULT '';     -- the year, month or day that was given with it
    ALTER TABLE sources ADD COLUMN modified TEXT NOT NULL DEFAULT '';  -- when its file was changed last, or ''
    ALTER TABLE removed_sources ADD COLUMN dated TEXT NOT NULL DEFAULT '';
    ALTER TABLE removed_sources ADD COLUMN modified TEXT NOT NULL DEFAULT '';

    CREATE TABLE visits (           -- papers are new by their numbers: those only grow, whatever the clock does
        number INTEGER PRIMARY KEY,
        began  TEXT NOT NULL,
        since  INTEGER NOT NULL,        -- the newest paper that was seen before it
        seen   INTEGER NOT NULL,        -- the newest paper that there was at the last look in it
        ended  INTEGER NOT NULL DEFAULT 0   -- whether the user said so; else the next day ends it
    ) STRICT;

    CREATE TABLE subscriptions (
        folded TEXT PRIMARY KEY,        -- the name, case-folded
        name   TEXT NOT NULL,
        terms  TEXT NOT NULL,           -- as JSON: which query, how often, in which format, where to
        made   TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE digests (
        number       INTEGER PRIMARY KEY AUTOINCREMENT,
        subscription TEXT NOT NULL,     -- its name, case-folded, or ''
        made         TEXT NOT NULL,
        about        TEXT NOT NULL,     -- as JSON: its name and query, since when, its groups with their reasons
        waiting      TEXT               -- as JSON: what waits to be sent, and where to; NULL where nothing does
    ) STRICT;

    CREATE TABLE digest_papers (    -- no paper stands in two digests: none of which a wording stood in one
        digest  INTEGER NOT NULL REFERENCES digests,
        wording TEXT NOT NULL,          -- its digest: who has it now, after uniting, splitting and undoing, is known
        place   INTEGER NOT NULL,       -- which paper of the digest had it, from 0
        PRIMARY KEY (digest, wording)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX digest_papers_by_wording ON digest_papers (wording);

    CREATE TABLE less (             -- terms of which the user wants less, by their stems
        term  TEXT PRIMARY KEY,
        word  TEXT NOT NULL,            -- as it stood there when that was said
        since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_less (        -- what a step found and left of them, as JSON; NULL where there was none
        step   INTEGER NOT NULL REFERENCES steps,
        term   TEXT NOT NULL,
        before TEXT,
        after  TEXT,
        PRIMARY KEY (step, term)
    ) STRICT, WITHOUT ROWID;
    """,
)
