-- MERGE: the first clause that applies to a row decides.

CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(10) DEFAULT 'dflt');

CREATE TABLE s (id INTEGER, v INTEGER, op VARCHAR(5));

CREATE TABLE h (x INTEGER, y VARCHAR(5) DEFAULT 'hd');

INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y'), (3, 30, NULL), (4, NULL, 'z');

INSERT INTO s VALUES (1, 100, 'upd'), (2, 200, 'del'), (3, 300, 'skip'), (8, 800, 'ins'), (9, NULL, 'ins'), (10, 0, 'no');

-- count: 4
MERGE INTO t USING s ON t.id = s.id
  WHEN MATCHED AND op = 'del' THEN DELETE
  WHEN MATCHED AND op = 'upd' THEN UPDATE SET a = t.a + s.v, b = b || '!'
  WHEN MATCHED THEN DO NOTHING
  WHEN NOT MATCHED AND s.op = 'ins' THEN INSERT (id, a) VALUES (s.id, s.v);

-- expect: 1 | 110 | x!
-- expect: 3 | 30 | NULL
-- expect: 4 | NULL | z
-- expect: 8 | 800 | dflt
-- expect: 9 | NULL | dflt
SELECT * FROM t;

-- Names without a table are the source's in WHEN NOT MATCHED.
-- count: 3
MERGE INTO t AS x USING (SELECT id + 1 AS id, v AS a FROM s WHERE id IN (8, 9, 10)) AS y ON x.id = y.id
  WHEN NOT MATCHED AND a IS NULL THEN INSERT VALUES (id, -1, 'null')
  WHEN NOT MATCHED THEN INSERT (b, id) VALUES ('id' || CAST(id AS VARCHAR(5)), id)
  WHEN MATCHED THEN UPDATE SET b = DEFAULT, a = NULL, id = x.id + 100;

-- expect: 1 | 110 | x!
-- expect: 3 | 30 | NULL
-- expect: 4 | NULL | z
-- expect: 8 | 800 | dflt
-- expect: 10 | -1 | null
-- expect: 11 | NULL | id11
-- expect: 109 | NULL | dflt
SELECT * FROM t;

-- Only matched rows.
-- count: 2
MERGE INTO t USING (VALUES (1, 'p'), (3, 'q'), (5, 'r')) AS v(k, n) ON id = k
  WHEN MATCHED THEN UPDATE SET b = n;

-- expect: 1 | p
-- expect: 3 | q
SELECT id, b FROM t WHERE id <= 3;

-- Nothing but what applies is looked at.
-- count: 2
MERGE INTO t USING (VALUES (1, 0), (3, 5), (77, 0)) AS v(k, n) ON id = k
  WHEN MATCHED AND n = 0 THEN DO NOTHING
  WHEN MATCHED AND 10 / n = 2 THEN UPDATE SET a = 10 / n
  WHEN NOT MATCHED AND k = 77 THEN INSERT (id, a) VALUES (k, CASE WHEN n = 0 THEN NULL ELSE 1 / n END)
  WHEN NOT MATCHED THEN INSERT (id) VALUES (1 / n);

-- expect: 3 | 2
-- expect: 77 | NULL
SELECT id, a FROM t WHERE id IN (3, 77);

-- A condition that is unknown does not apply; a row without a clause stays.
-- count: 1
MERGE INTO t USING s ON t.id = s.id
  WHEN MATCHED AND t.a > NULL THEN DELETE
  WHEN MATCHED AND (SELECT MAX(x.v) FROM s AS x) = 800 AND t.id = 8 THEN DELETE;

-- count: 2
MERGE INTO h USING (VALUES (1), (2)) AS v(x) ON FALSE
  WHEN NOT MATCHED AND v.x = 1 THEN INSERT DEFAULT VALUES
  WHEN NOT MATCHED THEN INSERT VALUES (v.x, DEFAULT);

-- expect: NULL | hd
-- expect: 2 | hd
SELECT * FROM h;

-- count: 2
MERGE INTO h USING h AS o ON h.y = o.y AND o.x = 2 WHEN MATCHED THEN UPDATE SET x = 7;

-- count: 1
MERGE INTO t USING s JOIN (SELECT DISTINCT * FROM h) AS g ON s.v > g.x ON t.id = s.v
  WHEN NOT MATCHED AND y = 'hd' AND s.op <> 'del' AND s.v < 300 THEN INSERT (id, a) VALUES (v, 1)
  WHEN NOT MATCHED AND s.v > 800 THEN INSERT (id) VALUES (2);

-- error: 21000
MERGE INTO t USING (VALUES (1), (1)) AS v(k) ON id = k WHEN MATCHED THEN UPDATE SET a = 1;

-- error: 21000
MERGE INTO t USING (VALUES (1, 1), (1, 2)) AS v(k, n) ON id = k
  WHEN MATCHED AND n = 1 THEN UPDATE SET a = 1 WHEN MATCHED THEN DELETE;

-- count: 1
MERGE INTO t USING (VALUES (1, 1), (1, 2)) AS v(k, n) ON id = k
  WHEN MATCHED AND n = 1 THEN UPDATE SET a = 1 WHEN MATCHED THEN DO NOTHING;

-- error: 23502
MERGE INTO t USING (VALUES (500)) AS v(k) ON id = k WHEN NOT MATCHED THEN INSERT (a) VALUES (k);

-- error: 22012
MERGE INTO t USING (VALUES (1)) AS v(k) ON id = k WHEN MATCHED THEN UPDATE SET a = 1 / (k - 1);

-- error: 42P01
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (t.id);

-- error: 42P01
MERGE INTO t USING nope ON t.id = 1 WHEN MATCHED THEN DELETE;

-- error: 42703
MERGE INTO t USING s ON t.id = s.nope WHEN MATCHED THEN DELETE;

-- error: 42703
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (b);

-- error: 42702
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = id;

-- error: 42712
MERGE INTO t USING t ON t.id = 1 WHEN MATCHED THEN DELETE;

-- error: 42P20
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND ROW_NUMBER() OVER () = 1 THEN DELETE;

-- error: 42601
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, a) VALUES (1);

-- error: 42601
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN UPDATE SET a = 1;

-- error: 42601
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN INSERT VALUES (1, 2, 'c');

-- error: 42601
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN MATCHED AND a = 1 THEN DELETE;

-- error: 42601
MERGE INTO t USING s ON t.id = s.id;

-- error: 42804
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = TRUE;

-- What later versions have.
-- error: 0A000 or 42601
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE;

-- error: 0A000 or 42601
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE RETURNING t.id;

-- error: 0A000 or 42601
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = 1 RETURNING t.id;
