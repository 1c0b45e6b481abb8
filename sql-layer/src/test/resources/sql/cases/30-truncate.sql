-- TRUNCATE deletes every row and counts none.

CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(10) UNIQUE);

CREATE TABLE u (x INTEGER);

CREATE TABLE w (x INTEGER);

INSERT INTO t VALUES (1, 'a'), (2, NULL), (3, NULL);

INSERT INTO u VALUES (1), (1), (NULL);

INSERT INTO w VALUES (1);

-- count: 0
TRUNCATE t;

-- expect: 0
SELECT COUNT(*) FROM t;

-- expect: (no rows)
SELECT id FROM t WHERE v = 'a';

-- count: 1
INSERT INTO t VALUES (1, 'a');

-- count: 0
/* all */ truncate table public.t restart identity restrict;

-- count: 0
TRUNCATE TABLE t CONTINUE IDENTITY;

-- count: 0
TRUNCATE TABLE ONLY u, w, u;

-- expect: 0 | 0
SELECT (SELECT COUNT(*) FROM u), (SELECT COUNT(*) FROM w);

-- error: 0A000
TRUNCATE t CASCADE;

-- error: 42P01
TRUNCATE t, nope;

-- error: 42601
TRUNCATE;

-- error: 42601
TRUNCATE t WHERE id = 1;

-- error: 42601
TRUNCATE (SELECT 1);
