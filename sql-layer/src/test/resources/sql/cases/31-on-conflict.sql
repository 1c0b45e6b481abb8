-- INSERT ... ON CONFLICT: what is there decides, row by row.

CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(10) DEFAULT 'dflt', u INTEGER UNIQUE);

CREATE TABLE p (k1 VARCHAR(5), k2 INTEGER, c CHAR(4), d DECIMAL(8, 2), PRIMARY KEY (k1, k2));

CREATE TABLE h (x INTEGER);

INSERT INTO t VALUES (1, 10, 'x', 100), (2, NULL, 'y', 200), (3, 30, NULL, NULL);

INSERT INTO p VALUES ('a', 1, 'c', 1.5), ('a', 2, 'd', NULL);

-- count: 1
INSERT INTO t VALUES (1, 11, 'n', 101), (4, 40, 'n', 400) ON CONFLICT DO NOTHING;

-- A unique index decides too when no conflict target is named.
-- count: 0
INSERT INTO t VALUES (9, 11, 'n', 100) ON CONFLICT DO NOTHING;

-- count: 0
INSERT INTO t VALUES (9, 11, 'n', 100) ON CONFLICT (u) DO NOTHING;

-- The first of two with one key is inserted, and NULL conflicts with nothing.
-- count: 3
INSERT INTO t (id, a) VALUES (5, 51), (5, 52), (6, 60), (7, 70) ON CONFLICT (id) DO NOTHING;

-- expect: 1 | 10 | x | 100
-- expect: 2 | NULL | y | 200
-- expect: 3 | 30 | NULL | NULL
-- expect: 4 | 40 | n | 400
-- expect: 5 | 51 | dflt | NULL
-- expect: 6 | 60 | dflt | NULL
-- expect: 7 | 70 | dflt | NULL
SELECT * FROM t;

-- count: 2
INSERT INTO t AS o (id, a, b) VALUES (2, 5, 'z'), (8, 80, 'w') ON CONFLICT (id)
  DO UPDATE SET a = COALESCE(o.a, 0) + excluded.a, b = o.b || excluded.b;

-- expect: 2 | 5 | yz | 200
-- expect: 8 | 80 | w | NULL
SELECT * FROM t WHERE id IN (2, 8) ORDER BY id;

-- Rows for which WHERE is false or unknown stay and do not count.
-- count: 1
INSERT INTO t (id, a) VALUES (1, 1), (2, 2), (3, NULL) ON CONFLICT (id)
  DO UPDATE SET a = 100 / (t.a - 5) WHERE t.a > excluded.a AND t.a <> 5;

-- expect: 1 | 20
-- expect: 2 | 5
-- expect: 3 | 30
SELECT id, a FROM t WHERE id <= 3;

-- count: 2
INSERT INTO t (id, a) SELECT id, a * 2 FROM t WHERE id IN (4, 5) ON CONFLICT (id)
  DO UPDATE SET a = EXCLUDED.a, b = DEFAULT, u = NULL WHERE t.b IS NOT NULL;

-- expect: 4 | 80 | dflt | NULL
-- expect: 5 | 102 | dflt | NULL
SELECT * FROM t WHERE id IN (4, 5);

-- Sub-queries and the other unique index.
-- count: 2
INSERT INTO t (id, a, u) VALUES (50, 1, 100), (51, 2, 510) ON CONFLICT (u)
  DO UPDATE SET a = (SELECT MAX(s.a) FROM t AS s) + excluded.id;

-- expect: 1 | 152 | 100
-- expect: 51 | 2 | 510
SELECT id, a, u FROM t WHERE u IN (100, 510);

-- The key itself may change.
-- count: 1
INSERT INTO t (id) VALUES (7) ON CONFLICT (id) DO UPDATE SET id = t.id + 100;

-- expect: 6
-- expect: 8
-- expect: 107
SELECT id FROM t WHERE id > 5 AND id <> 51 ORDER BY id;

-- Values are converted before they are compared.
-- count: 2
INSERT INTO p (k2, k1, c, d) VALUES (1, 'a', 'c   ', '2.345'), (1.4, 'b', 'e', 7) ON CONFLICT (k2, k1)
  DO UPDATE SET d = p.d + excluded.d, c = excluded.c || '!';

-- expect: a | 1 | c! | 3.85
-- expect: a | 2 | d | NULL
-- expect: b | 1 | e | 7.00
SELECT k1, k2, RTRIM(c), d FROM p ORDER BY k1, k2;

-- error: 21000
INSERT INTO t (id, a) VALUES (60, 1), (60, 2) ON CONFLICT (id) DO UPDATE SET a = 1;

-- error: 21000
INSERT INTO t (id, a) VALUES (1, 1), (1, 2) ON CONFLICT (id) DO UPDATE SET a = excluded.a;

-- A row that WHERE keeps may meet another proposed row.
-- count: 1
INSERT INTO t (id, a) VALUES (1, 1), (1, 2) ON CONFLICT (id) DO UPDATE SET a = excluded.a WHERE excluded.a = 2;

-- expect: 2
SELECT a FROM t WHERE id = 1;

-- error: 42P10
INSERT INTO t (id, a) VALUES (1, 1) ON CONFLICT (a) DO NOTHING;

-- error: 42P10
INSERT INTO p VALUES ('a', 1, 'c', 1) ON CONFLICT (k1) DO UPDATE SET d = 1;

-- error: 42P10
INSERT INTO h VALUES (1) ON CONFLICT (x) DO NOTHING;

-- count: 2
INSERT INTO h VALUES (1), (1) ON CONFLICT DO NOTHING;

-- error: 42703
INSERT INTO t (id) VALUES (1) ON CONFLICT (nope) DO NOTHING;

-- error: 42703
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET nope = 1;

-- error: 42703
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = excluded.nope;

-- error: 42702
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = a + 1;

-- error: 42701 or 42601
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1, a = 2;

-- error: 42601
INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET a = 1;

-- error: 42601
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO;

-- error: 42704
INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT nope DO NOTHING;

-- error: 23502
INSERT INTO t (id) VALUES (NULL) ON CONFLICT (id) DO NOTHING;

-- error: 22012
INSERT INTO t (id, a) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET a = 1 / excluded.a;

-- error: 42803
INSERT INTO t (id, a) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET a = SUM(excluded.a);

-- error: 42P20
INSERT INTO t (id, a) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET a = ROW_NUMBER() OVER ();

-- error: 42804
INSERT INTO t (id, a) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET a = TRUE;

-- error: 42P01
INSERT INTO t AS o (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = t.a;

-- Where PostgreSQL has what is refused here.
-- error: 0A000
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) WHERE a > 1 DO NOTHING;

-- error: 0A000
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET (a, b) = (1, 'x');

-- error: 0A000
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO NOTHING RETURNING id;

-- error: 0A000
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1 RETURNING id;

-- error: 0A000
UPDATE t SET a = 1 RETURNING a;

-- A name is not the clause.
CREATE TABLE conflict (conflict BOOLEAN);

-- count: 1
INSERT INTO conflict VALUES (TRUE);

-- count: 1
INSERT INTO conflict SELECT x.conflict FROM conflict AS x JOIN t ON conflict = (t.id = 1) AND t.id = 1;
