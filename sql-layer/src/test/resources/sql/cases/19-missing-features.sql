-- Constructs that were missing (CALCITE-7595, CALCITE-7701), and those that still are.

CREATE TABLE t (i INTEGER PRIMARY KEY, d DATE, k VARCHAR(5));

INSERT INTO t VALUES (1, DATE '2024-01-05', 'a'), (2, DATE '2024-02-01', 'b');

-- expect: 1 | 0
-- expect: 2 | 1
SELECT i, COUNT(*) FILTER (WHERE k = 'b') OVER (ORDER BY i) FROM t;

-- expect: 27
SELECT MAX(d) - MIN(d) FROM t;

-- expect: 1
SELECT i FROM t ORDER BY i FETCH FIRST ROW ONLY;

-- expect: 1
-- expect: 2
SELECT i FROM t ORDER BY i FETCH FIRST 2 ROWS WITH TIES;

-- expect: 1
SELECT CORR(i, i) FROM t;

-- expect: 1 | a
-- expect: 2 | a
SELECT i, FIRST_VALUE(k) IGNORE NULLS OVER (ORDER BY i) FROM t;

-- expect: a
-- expect: b
SELECT k FROM t ORDER BY k COLLATE "C";

-- expect: 1 day
SELECT INTERVAL '1' DAY;

-- error: 0A000 or 42601
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (i);

-- error: 0A000 or 42601
CREATE TABLE c (i INTEGER, CONSTRAINT pk PRIMARY KEY (i));

-- error: 0A000 or 42601
CREATE SCHEMA cdm;

-- error: 0A000 or 42601
CREATE VIEW v AS SELECT * FROM t;

-- error: 0A000 or 42601
CREATE TABLE s (i SERIAL PRIMARY KEY);

-- error: 0A000 or 42601
CREATE TABLE z (i INTEGER PRIMARY KEY, t TIMESTAMP WITH TIME ZONE);

-- count: 1
MERGE INTO t USING (VALUES (1)) AS x (a) ON t.i = x.a WHEN MATCHED THEN UPDATE SET k = 'c';

-- expect: 1 | c
-- expect: 2 | b
SELECT i, k FROM t;

TRUNCATE TABLE t;

-- expect: 0
SELECT COUNT(*) FROM t;
