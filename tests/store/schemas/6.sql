PRAGMA user_version = 6;
BEGIN TRANSACTION;
CREATE TABLE apart (            -- wordings that the user parted, by their digests
        one   TEXT NOT NULL,            -- the lesser
        other TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE library (          -- facts of the library itself
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "library" VALUES('likely','1');
INSERT INTO "library" VALUES('uuid','6e25b35a3536fdb231aa42143391cee6');
CREATE TABLE likely (           -- what finds the wordings that may be of one paper: see papers/likely.py
        key  INTEGER NOT NULL,
        text INTEGER NOT NULL REFERENCES texts,
        PRIMARY KEY (key, text)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "likely" VALUES(-9203099902779281044,3);
INSERT INTO "likely" VALUES(-4965516300373230338,5);
INSERT INTO "likely" VALUES(-3762847827019588044,3);
INSERT INTO "likely" VALUES(-3592821901590310551,4);
INSERT INTO "likely" VALUES(-2799547797753446979,1);
INSERT INTO "likely" VALUES(-293206667228415258,5);
INSERT INTO "likely" VALUES(177588535218476593,2);
INSERT INTO "likely" VALUES(475855752741678696,4);
INSERT INTO "likely" VALUES(1956337278121361015,3);
INSERT INTO "likely" VALUES(2294826220188353857,1);
INSERT INTO "likely" VALUES(3354414273501735893,2);
INSERT INTO "likely" VALUES(5731062164227329707,5);
INSERT INTO "likely" VALUES(6153597666220419333,4);
INSERT INTO "likely" VALUES(7862915842807175841,2);
INSERT INTO "likely" VALUES(8865212524960282007,1);
CREATE TABLE marks (            -- no row is the empty mark
        paper      INTEGER PRIMARY KEY REFERENCES papers,
        status     TEXT NOT NULL,
        bookmarked INTEGER NOT NULL,
        rating     INTEGER NOT NULL,
        note       TEXT NOT NULL,
        read_at    TEXT
    ) STRICT;
INSERT INTO "marks" VALUES(1,'unread',1,0,'Ask Ada about the *third* hill.

- 日本 next',NULL);
INSERT INTO "marks" VALUES(2,'read',0,4,'','2026-11-25T08:51:28Z');
INSERT INTO "marks" VALUES(3,'skipped',0,0,'',NULL);
CREATE TABLE papers (
        number   INTEGER PRIMARY KEY,
        id       TEXT NOT NULL UNIQUE,
        text     INTEGER NOT NULL REFERENCES texts,  -- the wording that is shown
        added    TEXT NOT NULL,
        revision INTEGER NOT NULL       -- grows with each change of the shown text; the index follows it
    ) STRICT;
INSERT INTO "papers" VALUES(1,'d926021c4f2dbdbd',1,'2026-11-25T08:51:22Z',1);
INSERT INTO "papers" VALUES(2,'2e8d460261922bd5',2,'2026-11-25T08:51:22Z',1);
INSERT INTO "papers" VALUES(3,'1b264e63ab473e77',3,'2026-11-25T08:51:22Z',1);
INSERT INTO "papers" VALUES(4,'069a9449327e6e68',4,'2026-11-25T08:51:22Z',1);
INSERT INTO "papers" VALUES(5,'fbee5216f212fae6',5,'2026-11-25T08:51:23Z',2);
CREATE TABLE removed_papers (
        number   INTEGER PRIMARY KEY,
        id       TEXT NOT NULL,
        text     INTEGER NOT NULL REFERENCES texts,
        added    TEXT NOT NULL,
        revision INTEGER NOT NULL       -- that of the removal; the index follows it
    ) STRICT;
CREATE TABLE removed_sightings (
        source   INTEGER NOT NULL,
        position INTEGER NOT NULL,
        paper    INTEGER NOT NULL,
        text     INTEGER NOT NULL REFERENCES texts,
        PRIMARY KEY (source, position)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE removed_sources (
        number  INTEGER PRIMARY KEY,
        digest  TEXT NOT NULL,
        name    TEXT NOT NULL,
        heading TEXT NOT NULL,
        added   TEXT NOT NULL
    , complete INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE saved_queries (
        folded TEXT PRIMARY KEY,        -- the name, case-folded
        name   TEXT NOT NULL,
        query  TEXT NOT NULL,           -- as it prints
        saved  TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "saved_queries" VALUES('to read','To Read','is:unread tag:all','2026-11-25T08:51:24Z');
CREATE TABLE searches (         -- the queries that were asked; asked again, one gets a new number
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        query  TEXT NOT NULL UNIQUE,    -- as queries print
        asked  TEXT NOT NULL,           -- when last
        times  INTEGER NOT NULL
    ) STRICT;
INSERT INTO "searches" VALUES(1,'title:kites','2026-11-25T08:51:25Z',1);
INSERT INTO "searches" VALUES(2,'title:maps','2026-11-25T08:51:25Z',1);
INSERT INTO "searches" VALUES(3,'title:tides','2026-11-25T08:51:26Z',1);
INSERT INTO "searches" VALUES(4,'title:clocks','2026-11-25T08:51:27Z',1);
CREATE TABLE session (          -- where the app was left
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TABLE sightings (
        source   INTEGER NOT NULL REFERENCES sources,
        position INTEGER NOT NULL,      -- which record of the dump, from 1
        paper    INTEGER NOT NULL REFERENCES papers,
        text     INTEGER NOT NULL REFERENCES texts,  -- the wording that stood there
        PRIMARY KEY (source, position)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "sightings" VALUES(1,1,1,1);
INSERT INTO "sightings" VALUES(1,2,2,2);
INSERT INTO "sightings" VALUES(1,3,3,3);
INSERT INTO "sightings" VALUES(1,4,4,4);
INSERT INTO "sightings" VALUES(2,1,2,2);
INSERT INTO "sightings" VALUES(2,2,5,5);
CREATE TABLE sources (          -- dumps, known by content: a renamed file is the same dump
        number  INTEGER PRIMARY KEY,
        digest  TEXT NOT NULL UNIQUE,   -- SHA-256 of the file's bytes
        name    TEXT NOT NULL,          -- the file's name when it was added
        heading TEXT NOT NULL,          -- the page's day as it stands there, or ''
        added   TEXT NOT NULL           -- ISO 8601, UTC, as all times here
    , complete INTEGER NOT NULL DEFAULT 1) STRICT;
INSERT INTO "sources" VALUES(1,'0193a1b12ccc3c28b2af10b0a1bd348fc6dec05984076672081a1c6a5c26d73a','a.txt','Mar 14','2026-11-25T08:51:22Z',1);
INSERT INTO "sources" VALUES(2,'515abb2a112f85603b097c4971074afc04a20093cce06d5f67dda1aa9aae5ca6','b.txt','Mar 21','2026-11-25T08:51:23Z',1);
CREATE TABLE step_apart (       -- the pairs that a step parted
        step  INTEGER NOT NULL REFERENCES steps,
        one   TEXT NOT NULL,
        other TEXT NOT NULL,
        PRIMARY KEY (step, one, other)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE "step_marks" (   -- step_marks as it was, but that a paper may be gone
        step    INTEGER NOT NULL REFERENCES steps,
        paper   INTEGER NOT NULL,       -- of papers or removed_papers
        before  TEXT NOT NULL,
        after   TEXT NOT NULL,
        PRIMARY KEY (step, paper)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "step_marks" VALUES(4,1,'{"status": "unread", "bookmarked": false, "rating": 0, "note": "", "read_at": null, "tags": []}','{"status": "unread", "bookmarked": true, "rating": 0, "note": "Ask Ada about the *third* hill.\n\n- 日本 next", "read_at": null, "tags": ["field/wind", "strings"]}');
INSERT INTO "step_marks" VALUES(5,2,'{"status": "unread", "bookmarked": false, "rating": 0, "note": "", "read_at": null, "tags": []}','{"status": "read", "bookmarked": false, "rating": 4, "note": "", "read_at": "2026-11-25T08:51:28Z", "tags": []}');
INSERT INTO "step_marks" VALUES(6,3,'{"status": "unread", "bookmarked": false, "rating": 0, "note": "", "read_at": null, "tags": []}','{"status": "skipped", "bookmarked": false, "rating": 0, "note": "", "read_at": null, "tags": []}');
INSERT INTO "step_marks" VALUES(7,1,'{"status": "unread", "bookmarked": true, "rating": 0, "note": "Ask Ada about the *third* hill.\n\n- 日本 next", "read_at": null, "tags": ["field/wind", "strings"]}','{"status": "unread", "bookmarked": true, "rating": 0, "note": "Ask Ada about the *third* hill.\n\n- 日本 next", "read_at": null, "tags": ["all", "field/wind", "strings"]}');
INSERT INTO "step_marks" VALUES(7,2,'{"status": "read", "bookmarked": false, "rating": 4, "note": "", "read_at": "2026-11-25T08:51:28Z", "tags": []}','{"status": "read", "bookmarked": false, "rating": 4, "note": "", "read_at": "2026-11-25T08:51:28Z", "tags": ["all"]}');
INSERT INTO "step_marks" VALUES(8,2,'{"status": "read", "bookmarked": false, "rating": 4, "note": "", "read_at": "2026-11-25T08:51:28Z", "tags": ["all"]}','{"status": "read", "bookmarked": false, "rating": 5, "note": "", "read_at": "2026-11-25T08:51:28Z", "tags": ["all"]}');
INSERT INTO "step_marks" VALUES(9,4,'{"status": "unread", "bookmarked": false, "rating": 0, "note": "", "read_at": null, "tags": []}','{"status": "unread", "bookmarked": false, "rating": 0, "note": "Gone again", "read_at": null, "tags": []}');
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
INSERT INTO "step_papers" VALUES(1,1,NULL,NULL,NULL,'d926021c4f2dbdbd',1,'2026-11-25T08:51:22Z');
INSERT INTO "step_papers" VALUES(1,2,NULL,NULL,NULL,'2e8d460261922bd5',2,'2026-11-25T08:51:22Z');
INSERT INTO "step_papers" VALUES(1,3,NULL,NULL,NULL,'1b264e63ab473e77',3,'2026-11-25T08:51:22Z');
INSERT INTO "step_papers" VALUES(1,4,NULL,NULL,NULL,'069a9449327e6e68',4,'2026-11-25T08:51:22Z');
INSERT INTO "step_papers" VALUES(2,5,NULL,NULL,NULL,'fbee5216f212fae6',5,'2026-11-25T08:51:23Z');
CREATE TABLE step_queries (     -- the saved queries that a step found and left, as JSON; NULL where there was none
        step   INTEGER NOT NULL REFERENCES steps,
        folded TEXT NOT NULL,
        before TEXT,
        after  TEXT,
        PRIMARY KEY (step, folded)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "step_queries" VALUES(3,'to read',NULL,'["To Read", "is:unread tag:all", "2026-11-25T08:51:24Z"]');
CREATE TABLE "step_sources" ( -- step_sources as it was, but that an interrupted dump may take several steps
        step     INTEGER NOT NULL REFERENCES steps,
        source   INTEGER NOT NULL,           -- of sources or removed_sources
        first    INTEGER NOT NULL,           -- the records that the step took in, from this one
        last     INTEGER NOT NULL,           -- to this one
        complete INTEGER NOT NULL,           -- whether the step took in the last one
        PRIMARY KEY (step, source)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "step_sources" VALUES(1,1,1,4,1);
INSERT INTO "step_sources" VALUES(2,2,1,2,1);
CREATE TABLE steps (            -- the history: one row for what one key or one command did
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at     TEXT NOT NULL,
        what   TEXT NOT NULL,
        state  TEXT NOT NULL            -- done, undone, dropped
    , kind TEXT NOT NULL DEFAULT 'marks', title TEXT NOT NULL DEFAULT '', papers INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "steps" VALUES(1,'2026-11-25T08:51:22Z','dump a.txt added','done','dumps','Kites and the Strings That Hold Them',4);
INSERT INTO "steps" VALUES(2,'2026-11-25T08:51:23Z','dump b.txt added','done','dumps','Lanterns for Long Tunnels',1);
INSERT INTO "steps" VALUES(3,'2026-11-25T08:51:24Z','query “To Read” saved','done','query','To Read',0);
INSERT INTO "steps" VALUES(4,'2026-11-25T08:51:28Z','bookmarked, tagged strings, tagged field/wind, note written','done','marks','Kites and the Strings That Hold Them',1);
INSERT INTO "steps" VALUES(5,'2026-11-25T08:51:28Z','marked read, rated 4','done','marks','Folding Maps Along Rivers',1);
INSERT INTO "steps" VALUES(6,'2026-11-25T08:51:29Z','marked skipped','done','marks','Tides Turned Twice',1);
INSERT INTO "steps" VALUES(7,'2026-11-25T08:51:29Z','tagged all','done','marks','Kites and the Strings That Hold Them',2);
INSERT INTO "steps" VALUES(8,'2026-11-25T08:51:30Z','rated 5','undone','marks','Folding Maps Along Rivers',1);
INSERT INTO "steps" VALUES(9,'2026-11-25T08:51:30Z','note written','undone','marks','Clocks Without Hands, Read in the Dark',1);
CREATE TABLE tags (
        tag   TEXT NOT NULL,
        paper INTEGER NOT NULL REFERENCES marks ON DELETE CASCADE,
        PRIMARY KEY (tag, paper)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('all',1);
INSERT INTO "tags" VALUES('field/wind',1);
INSERT INTO "tags" VALUES('strings',1);
INSERT INTO "tags" VALUES('all',2);
CREATE TABLE texts (            -- each wording of a paper once, as imported
        number   INTEGER PRIMARY KEY,
        digest   TEXT NOT NULL UNIQUE,  -- SHA-256 of the three
        title    TEXT NOT NULL,
        abstract TEXT NOT NULL,
        authors  TEXT NOT NULL          -- a JSON list
    , facts TEXT NOT NULL DEFAULT '{}') STRICT;
INSERT INTO "texts" VALUES(1,'a7492d14dedff1f339fab79927e802fbfb2ad05449c6fc9fcb0dc07841ce3cfe','Kites and the Strings That Hold Them','We ask how long the string of a kite should be. On three hills, longer strings lift kites higher until their weight tells. Our code is at https://github.com/kites/strings.','[]','{}');
INSERT INTO "texts" VALUES(2,'f1733ac15d54d3db519eef17a9b688600ef315379bdc207c7e2ab239c5ab1fad','Folding Maps Along Rivers','A map that is folded along its rivers opens faster than one folded in squares. We present a way to find such folds, and “measure” it with ten walkers.','[]','{}');
INSERT INTO "texts" VALUES(3,'7632973121b437a631e40c0cc8f47e6431965a34122e452820abce9bb52d8b6c','Tides Turned Twice','Tides turn twice a day; we show that nobody needs to help them. The finding holds for $n > 2$ moons.','[]','{}');
INSERT INTO "texts" VALUES(4,'fdb3a4be18e0c8f1e0cfb9153e7033f7dd8a41ae68965b211bfb5dbd614ab077','Clocks Without Hands, Read in the Dark','We build clocks that have no hands, and teach people in cafés to read them. After a week they are as exact as with hands.','[]','{}');
INSERT INTO "texts" VALUES(5,'77b0c41d2f7303cab63f9c306e0525c1bff6fbc8a6945ff51ef01050b5770862','Lanterns for Long Tunnels','Lanterns burn down before long tunnels end. We space them so that the last one is lit when the first goes out.','[]','{}');
CREATE INDEX papers_by_added ON papers (added DESC, number);
CREATE INDEX papers_by_revision ON papers (revision);
CREATE INDEX sightings_by_paper ON sightings (paper);
CREATE INDEX tags_by_paper ON tags (paper);
CREATE INDEX steps_undone ON steps (number) WHERE state = 'undone';
CREATE INDEX removed_papers_by_revision ON removed_papers (revision);
CREATE VIEW newest AS           -- what has ever been given out; revisions only grow
    SELECT max(coalesce((SELECT max(revision) FROM papers), 0),
               coalesce((SELECT max(revision) FROM removed_papers), 0)) AS revision,
           max(coalesce((SELECT max(number) FROM papers), 0),
               coalesce((SELECT max(number) FROM removed_papers), 0)) AS paper,
           max(coalesce((SELECT max(number) FROM sources), 0),
               coalesce((SELECT max(number) FROM removed_sources), 0)) AS source;
CREATE INDEX sightings_by_text ON sightings (text);
CREATE INDEX apart_by_other ON apart (other);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('steps',9);
INSERT INTO "sqlite_sequence" VALUES('searches',4);
COMMIT;
