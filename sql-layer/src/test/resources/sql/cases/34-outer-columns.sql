-- Columns of outer queries beside GROUP BY, and in lateral queries that are read by their key.

CREATE TABLE p (id INTEGER NOT NULL, a INTEGER, l BIGINT, d DECIMAL(10, 2), PRIMARY KEY (id));

INSERT INTO p VALUES (1, 2, 4, 10.00), (2, 3, 5, 11.00), (3, 3, 2, 11.00);

-- expect: 2 | 1
-- expect: 3 | 2
SELECT r.a, r.id FROM p r GROUP BY r.a, r.id HAVING EXISTS (SELECT 1 FROM p q WHERE q.id = r.id AND q.a = r.a AND r.id < 3);

-- expect: 2 | 1 | 1
-- expect: 3 | 2 | 1
-- expect: 3 | 3 | NULL
SELECT r.a, r.id, (SELECT 1 FROM p q WHERE q.id = r.id AND q.a = r.a AND r.id < 3) FROM p r GROUP BY r.a, r.id;

-- expect: 2 | 1 | 1
-- expect: 2 | NULL | NULL
-- expect: 3 | 2 | 1
-- expect: 3 | 3 | NULL
-- expect: 3 | NULL | NULL
-- expect: NULL | NULL | NULL
SELECT r.a, r.id, (SELECT 1 FROM p q WHERE q.id = r.id AND q.a = r.a AND r.id < 3) FROM p r GROUP BY ROLLUP (r.a, r.id);

-- expect: 2 | 4
-- expect: 3 | 5
SELECT r.a, (SELECT MAX(q.l) FROM p q WHERE q.a = r.a AND EXISTS (SELECT 1 FROM p z WHERE z.d = r.d AND z.a = r.a AND z.id = q.id)) FROM p r GROUP BY r.d, r.a HAVING COUNT(*) > 0 AND r.d IN (SELECT s.d FROM p s WHERE s.a = r.a AND s.d = r.d);

-- expect: 4 | 6
-- expect: 5 | 2
-- expect: 5 | 11
SELECT (SELECT MAX(q.l) FROM p q WHERE q.a = r.a AND q.d = r.d), SUM(r.l) OVER (ORDER BY r.l) FROM p r GROUP BY r.d, r.a, r.l ORDER BY (SELECT MIN(q.id) FROM p q WHERE q.a = r.a AND q.d = r.d);

-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 3 | 3
SELECT r.a, r.id FROM p r JOIN p s ON (SELECT MAX(q.id) FROM p q WHERE q.id = s.id AND q.a = r.a) = r.id;

-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 3 | 3
SELECT r.a, r.id FROM p r, p s WHERE (SELECT MAX(q.id) FROM p q WHERE q.id = s.id AND q.a = r.a) = r.id GROUP BY r.a, r.id;

-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 3 | 3
SELECT r.a, r.id FROM p r, LATERAL (SELECT q.id FROM p q WHERE q.id = r.a) s;

-- expect: 2 | 1 | 1
-- expect: 3 | 2 | 1
-- expect: 3 | 2 | 2
-- expect: 3 | 3 | 1
-- expect: 3 | 3 | 2
SELECT r.a, r.id, s.id FROM p r, LATERAL (SELECT q.id FROM p q WHERE q.id < r.a) s;

-- expect: 1 | 3
-- expect: 2 | NULL
-- expect: 3 | NULL
SELECT r.id, s.m FROM p r LEFT JOIN LATERAL (SELECT MAX(q.id) m FROM p q WHERE q.id > r.a GROUP BY q.a) s ON TRUE;

-- expect: 1 | 1
-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 2 | 3
-- expect: 3 | 3
SELECT r.id, t.id FROM p r, LATERAL (SELECT s.id FROM p s WHERE s.id = r.id) s, LATERAL (SELECT q.id FROM p q WHERE q.id >= s.id AND q.id <= r.a) t;

-- expect: 1 | 2
-- expect: 2 | 3
-- expect: 3 | 3
SELECT r.id, (SELECT COUNT(*) FROM p q, LATERAL (SELECT z.id FROM p z WHERE z.id = q.id AND z.id <= r.a) w) FROM p r;

-- expect: 1
SELECT 1 FROM p GROUP BY GROUPING SETS (());

-- expect: 3
SELECT r0.a FROM p AS r0 WHERE (11.00) = (SELECT r0.d) GROUP BY r0.a;

-- expect: 2 | 10.00
-- expect: 3 | 11.00
-- expect: 3 | 11.00
SELECT r0.a, (SELECT r0.d) FROM p AS r0;

-- expect: 2
-- expect: 3
-- expect: 3
SELECT r0.a FROM p AS r0 JOIN p r1 ON r0.id = (SELECT r1.id);

-- expect: 2
-- expect: 3
-- expect: 3
SELECT r0.a FROM p AS r0 ORDER BY (SELECT r0.id);

-- expect: 2
-- expect: 3
-- expect: 3
SELECT r0.a FROM p AS r0 WHERE EXISTS (SELECT 1 FROM p x WHERE (SELECT r0.d) = (SELECT x.d));
