-- UPDATE ... FROM and DELETE ... USING.

CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(10) DEFAULT 'dflt');

CREATE TABLE s (k INTEGER, v INTEGER, n VARCHAR(10));

CREATE TABLE w (k INTEGER PRIMARY KEY, f DECIMAL(6, 2));

INSERT INTO t VALUES (1, 10, 'x'), (2, NULL, 'y'), (3, 30, NULL), (4, 40, 'z');

INSERT INTO s VALUES (1, 100, 'one'), (2, 200, NULL), (9, 900, 'nine'), (NULL, 0, 'null');

INSERT INTO w VALUES (1, 1.5), (3, 0);

-- count: 2
UPDATE t SET a = COALESCE(a, 0) + v, b = n FROM s WHERE id = k;

-- expect: 1 | 110 | one
-- expect: 2 | 200 | NULL
-- expect: 3 | 30 | NULL
-- expect: 4 | 40 | z
SELECT * FROM t;

-- count: 1
UPDATE t AS x SET a = x.a * w.f, b = DEFAULT FROM s JOIN w ON s.k = w.k WHERE x.id = s.k;

-- expect: 1 | 165 | dflt
SELECT * FROM t WHERE id = 1;

-- count: 3
UPDATE t SET a = o.id FROM t AS o WHERE o.id = t.id + 1;

-- expect: 1 | 2
-- expect: 2 | 3
-- expect: 3 | 4
-- expect: 4 | 40
SELECT id, a FROM t;

-- Several rows that give the same values are one.
-- count: 4
UPDATE t SET b = 'all' FROM s;

-- expect: all | 4
SELECT b, COUNT(*) FROM t GROUP BY b;

-- count: 0
UPDATE t SET a = 1 FROM s WHERE k = id AND v > 1000;

-- count: 0
UPDATE t SET a = 1 FROM (SELECT * FROM s WHERE FALSE) AS e;

-- The word in IS DISTINCT FROM begins no clause.
-- count: 1
UPDATE t SET a = CASE WHEN a IS DISTINCT FROM 4 THEN 5 ELSE 6 END WHERE id IS NOT DISTINCT FROM 3;

-- expect: 6
SELECT a FROM t WHERE id = 3;

-- count: 2
UPDATE t SET a = q.m, b = EXTRACT(YEAR FROM DATE '2020-01-02') || ''
  FROM (SELECT k, MAX(v) AS m FROM s GROUP BY k) AS q WHERE q.k = t.id AND t.a IS DISTINCT FROM q.m;

-- expect: 1 | 100 | 2020
-- expect: 2 | 200 | 2020
SELECT * FROM t WHERE id <= 2;

-- Keys may move.
-- count: 4
UPDATE t SET id = t.id + u.d FROM (VALUES (1)) AS u(d);

-- expect: 2
-- expect: 3
-- expect: 4
-- expect: 5
SELECT id FROM t ORDER BY id;

-- error: 42702
UPDATE w SET f = 1 FROM s WHERE k = 1;

-- error: 42712
UPDATE t SET a = 1 FROM t WHERE a = 1;

-- error: 42703
UPDATE t SET a = s.nope FROM s;

-- error: 42703
UPDATE t SET nope = 1 FROM s;

-- error: 42P01
UPDATE t SET a = 1 FROM nope;

-- error: 22012
UPDATE t SET a = 1 / s.v FROM s WHERE s.k IS NULL;

-- error: 42803
UPDATE t SET a = SUM(v) FROM s;

-- error: 42P20
UPDATE t SET a = 1 + SUM(v) OVER () FROM s;

-- error: 42601
UPDATE t SET a = 1 FROM s WHERE k = 1 ORDER BY k;

-- error: 42601
UPDATE t SET a = 1 FROM;

-- count: 1
DELETE FROM t USING s WHERE s.k = t.id AND s.n IS NULL;

-- count: 1
DELETE FROM t AS x USING s, w WHERE x.id = w.k + 1 AND s.v >= 0;

-- expect: 3
-- expect: 5
SELECT id FROM t ORDER BY id;

-- count: 1
DELETE FROM t USING s JOIN w USING (k) WHERE t.id = w.f * 2;

-- count: 1
DELETE FROM t USING t AS o WHERE t.id = o.id;

-- expect: 0
SELECT COUNT(*) FROM t;

-- error: 42712
DELETE FROM t USING t WHERE id = 1;

-- error: 42601
DELETE FROM t USING s GROUP BY k;

INSERT INTO t VALUES (1, 1, 'x');

-- PostgreSQL takes any of several rows.
-- error: 21000
UPDATE t SET a = v FROM s;
