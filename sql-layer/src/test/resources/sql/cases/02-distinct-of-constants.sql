-- DISTINCT and GROUP BY of constants over conditions with sub-queries.

CREATE TABLE g1 (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);

CREATE TABLE g2 (id INTEGER PRIMARY KEY, k INTEGER);

INSERT INTO g1 VALUES (1, 4, 1), (2, 4, 2), (3, 5, 3);

INSERT INTO g2 VALUES (1, 777);

-- expect: (no rows)
SELECT DISTINCT 5 FROM g1 WHERE EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
SELECT 5 FROM g1 WHERE EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b) GROUP BY 5 + 0;

-- expect: (no rows)
SELECT DISTINCT 'yes' FROM g1 WHERE b IN (SELECT k FROM g2 WHERE g2.id = g1.id);

-- expect: (no rows)
SELECT DISTINCT 'yes' FROM g1 WHERE b NOT IN (SELECT b FROM g1 AS q WHERE q.id = g1.id);

-- expect: (no rows)
SELECT DISTINCT 5 FROM g1 WHERE a = 999 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
SELECT DISTINCT a FROM g1 WHERE a = 4 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
SELECT DISTINCT a FROM g1 WHERE a = 999 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
SELECT a FROM g1 WHERE a = 4 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b) GROUP BY a;

-- expect: (no rows)
SELECT a, COUNT(*) FROM g1 WHERE a = 4 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b) GROUP BY a;

-- expect: (no rows)
SELECT DISTINCT a, 1 FROM g1 WHERE a = 4 AND EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
SELECT 5 FROM g1 WHERE EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b) UNION SELECT 6 FROM g1 WHERE id = 999;

-- expect: (no rows)
SELECT DISTINCT 5 FROM g1 JOIN g2 ON g2.k = g1.b;

-- expect: (no rows)
SELECT id FROM g1 WHERE EXISTS (SELECT 1 FROM g2 WHERE k = 6) AND NOT EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);

-- expect: (no rows)
WITH flag AS (SELECT DISTINCT 1 AS f FROM g2 WHERE k = 6) SELECT id, f FROM g1, flag WHERE a > (SELECT AVG(h.a) - 1 FROM g1 AS h WHERE h.b = g1.b);

-- count: 0
DELETE FROM g1 WHERE EXISTS (SELECT 1 FROM g2 WHERE k = 6) AND NOT EXISTS (SELECT 1 FROM g2 WHERE g2.k = g1.b);
