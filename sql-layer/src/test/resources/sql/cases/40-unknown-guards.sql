-- What is UNKNOWN guards as FALSE does where only TRUE counts: the rows of one condition are
-- those that the next one sees, also when the two have become one.

CREATE TABLE t (id INTEGER NOT NULL, n INTEGER, PRIMARY KEY (id));

CREATE INDEX t_n ON t (n);

CREATE TABLE z (id INTEGER NOT NULL, m INTEGER, PRIMARY KEY (id));

INSERT INTO t VALUES (1, NULL), (2, 0), (3, 4);

INSERT INTO z VALUES (1, 0), (2, 1);

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE n > 3) AS a WHERE 12 / n > 1;

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a WHERE 12 / n > 1;

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a WHERE 12 / COALESCE(n, 0) > 1;

-- expect: 3
-- expect: 3
SELECT a.id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a JOIN z ON 12 / COALESCE(a.n, 0) > z.m;

-- expect: 3
-- expect: 3
SELECT a.id FROM t AS a JOIN z ON NULLIF(a.n, 0) > 1 AND 12 / COALESCE(a.n, 0) > z.m;

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a WHERE EXISTS (SELECT 1 FROM z WHERE z.id = 1 AND 12 / COALESCE(a.n, 0) > 1);

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a WHERE id = 12 / COALESCE(n, 0);

-- expect: (no rows)
SELECT id FROM (SELECT id, n FROM t WHERE CAST(NULL AS INTEGER) NOT IN (n)) AS a WHERE 12 / COALESCE(n, 0) > 1;

-- expect: 3
SELECT id FROM (SELECT id, n FROM t WHERE NULLIF(n, 0) > 0) AS a LEFT JOIN z USING (id) WHERE 12 / COALESCE(n, 0) > 1;
