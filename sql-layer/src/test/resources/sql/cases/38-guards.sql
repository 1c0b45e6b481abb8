-- Conditions that guard what stands behind them, in joins and index reads too.


CREATE TABLE t2 (id INTEGER NOT NULL, a INTEGER, d DECIMAL(10, 2), tm TIME, PRIMARY KEY (id));

CREATE INDEX t2_i0 ON t2 (a, d DESC) INCLUDE (tm);

INSERT INTO t2 VALUES (2, 0, 1.50, TIME '12:00:00.000'), (5, 2, 1.5, TIME '12:00:00');

-- expect: (no rows)
SELECT 1 FROM t2 AS r0 JOIN (VALUES (0, 1)) AS r1 (c0, c1) ON (r0.a = r1.c0 AND (r0.a <> 0 AND 10 / r0.a > 2));

-- expect: 5
SELECT r1.id FROM t2 r0 JOIN t2 r1 ON r0.a <> 0 AND 10 / r0.a = r1.id;

-- expect: 5
SELECT r1.id FROM t2 r0 JOIN t2 r1 ON r0.a <> 0 AND r0.d > 0 AND r1.id = 10 / r0.a WHERE r1.id > 0;

-- expect: 5
SELECT q.id FROM t2 r0, LATERAL (SELECT q.id FROM t2 q WHERE r0.a <> 0 AND q.id = 10 / r0.a) q;

-- expect: 5
SELECT r0.id FROM t2 r0 WHERE EXISTS (SELECT q.id FROM t2 q WHERE r0.a <> 0 AND q.id = 10 / r0.a);

-- expect: 2 | NULL
-- expect: 5 | 5
SELECT r0.id, (SELECT q.id FROM t2 q WHERE r0.a <> 0 AND q.id = 10 / r0.a) FROM t2 r0;

-- expect: 5
SELECT id FROM t2 WHERE a <> 0 AND 10 / a = 5;

-- expect: 5
SELECT id FROM t2 WHERE a <> 0 AND id IN (SELECT 10 / x.a FROM t2 x WHERE x.a <> 0);

-- expect: 2
-- expect: 5
SELECT r0.id FROM t2 r0 LEFT JOIN t2 r1 ON r0.a <> 0 AND r1.id = 10 / r0.a;
