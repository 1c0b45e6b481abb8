-- Outer joins whose condition is no equality, of which one column or none is used.

CREATE TABLE f1 (id INTEGER PRIMARY KEY, e INTEGER);

CREATE TABLE f2 (id INTEGER PRIMARY KEY, a INTEGER, b BOOLEAN);

INSERT INTO f1 VALUES (1, 1), (2, 2);

INSERT INTO f2 VALUES (1, 10, TRUE), (2, 10, TRUE), (3, 10, TRUE), (4, NULL, FALSE), (5, NULL, FALSE);

-- expect: 5
SELECT COUNT(*) FROM f1 RIGHT JOIN f2 ON f1.e = 77;

-- expect: 10
-- expect: 10
-- expect: 10
-- expect: NULL
-- expect: NULL
SELECT f2.a FROM f1 RIGHT JOIN f2 ON f1.e > f2.a;

-- expect: 5 | 30
SELECT COUNT(*), SUM(f2.a) FROM f1 RIGHT JOIN f2 ON f1.e > f2.a;

-- expect: 9
SELECT COUNT(f1.e) + COUNT(*) FROM f1 FULL JOIN f2 ON f1.e > f2.a;

-- expect: 10 | 1
-- expect: 10 | 2
-- expect: 10 | 3
-- expect: NULL | 4
-- expect: NULL | 5
SELECT f2.a, f2.id FROM f1 RIGHT JOIN f2 ON f1.e > f2.a;

-- expect: 7
SELECT COUNT(*) FROM f1 FULL JOIN f2 ON f1.e > f2.a;
