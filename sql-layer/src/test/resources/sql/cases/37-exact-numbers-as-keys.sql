-- Exact numbers of different types as keys of joins, sub-queries and index reads.

CREATE TABLE a (i INTEGER PRIMARY KEY, l BIGINT, d DECIMAL(10, 2), e DECIMAL(8, 4), s SMALLINT);

CREATE TABLE b (d DECIMAL(10, 2) PRIMARY KEY, i INTEGER, l BIGINT);

INSERT INTO a VALUES (1, 1, 1.00, 1.0000, 1), (2, 2, 2.50, 2.5000, 2), (3, 9223372036854775807, 3.25, 3.2500, 3), (4, NULL, NULL, NULL, NULL);

INSERT INTO b VALUES (1.00, 1, 1), (2.50, 3, 2), (3.25, 2, 3), (4.00, 4, 9223372036854775807);

-- expect: 1 | 1.00
-- expect: 4 | 4.00
SELECT a.i, b.d FROM a JOIN b ON a.i = b.d;

-- expect: 1 | 1.00
-- expect: 2 | 2.50
-- expect: 3 | 3.25
SELECT a.i, b.d FROM a JOIN b ON a.e = b.d;

-- expect: 1 | 1.00
-- expect: 2 | 2.50
-- expect: 3 | 3.25
SELECT a.i, b.d FROM a JOIN b ON a.s = b.l;

-- expect: 1 | 1.00
-- expect: 2 | 3.25
-- expect: 3 | NULL
-- expect: 4 | NULL
SELECT a.i, b.d FROM a LEFT JOIN b ON a.l = b.i;

-- expect: 1 | 1.00
-- expect: 2 | NULL
-- expect: 3 | NULL
-- expect: 4 | NULL
-- expect: NULL | 2.50
-- expect: NULL | 3.25
-- expect: NULL | 4.00
SELECT a.i, b.d FROM a FULL JOIN b ON a.d = b.i;

-- expect: 1
-- expect: 4
SELECT a.i FROM a WHERE a.i IN (SELECT b.d FROM b);

-- expect: 2
-- expect: 3
SELECT a.i FROM a WHERE a.i NOT IN (SELECT b.d FROM b);

-- expect: 1
-- expect: 4
SELECT a.i FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.d = a.i);

-- expect: 1
SELECT a.i FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.i = a.e);

-- expect: 1 | 0
-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 4 | 3
SELECT a.i, (SELECT COUNT(*) FROM b WHERE b.d < a.i) FROM a;

-- expect: (no rows)
SELECT i FROM a WHERE i = 1.5;

-- expect: 2
-- expect: 3
-- expect: 4
SELECT i FROM a WHERE i > 1.5;

-- expect: 1
SELECT i FROM a WHERE i < 2.0;

-- expect: 2
SELECT i FROM a WHERE i = 2.000;

-- expect: (no rows)
SELECT i FROM a WHERE i >= 3000000000;

-- expect: 1
-- expect: 2
-- expect: 3
-- expect: 4
SELECT i FROM a WHERE i < 3000000000.5;

-- expect: 2.50
-- expect: 3.25
-- expect: 4.00
SELECT d FROM b WHERE d > 2.4999;

-- expect: (no rows)
SELECT d FROM b WHERE d = 2.501;

-- expect: 1.00
-- expect: 2.50
SELECT d FROM b WHERE d <= 3.2499999;

-- expect: 1.00
SELECT d FROM b WHERE d = 1;

-- expect: 1 | 1.00
SELECT a.i, b.d FROM a JOIN b ON a.i = b.d AND a.l = b.i WHERE a.i < 3.5;

-- expect: 2
-- expect: 3
SELECT i FROM a WHERE s = 2.0 OR l = 9223372036854775807.0;

-- expect: 1
SELECT x.i FROM a x JOIN a y ON x.l = y.e;

-- expect: 1
-- expect: 4
(SELECT i FROM a) INTERSECT (SELECT d FROM b);

-- expect: 2 | 2.50
SELECT i, d FROM a WHERE (i, d) = (2.0, 2.500);

-- expect: 2
-- expect: 3
SELECT i FROM a WHERE i BETWEEN 1.5 AND 3;
