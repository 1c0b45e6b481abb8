-- What no row asks for is not evaluated: a sub-query beside no rows cannot fail.
-- PostgreSQL fails at the two marked, as it plans them as joins.

CREATE TABLE e (id INTEGER NOT NULL, a INTEGER, PRIMARY KEY (id));

CREATE TABLE f (id INTEGER NOT NULL, a INTEGER, PRIMARY KEY (id));

INSERT INTO f VALUES (1, 0), (2, 5);

-- expect: (no rows)
SELECT id FROM e WHERE a IN (SELECT 10 / a FROM f);

-- expect: (no rows)
SELECT id FROM e WHERE (a, 1) NOT IN (SELECT 10 / a, 1 FROM f);

-- expect: (no rows)
SELECT id FROM e WHERE a < ALL (SELECT 10 / a FROM f);

-- PostgreSQL: 22012
-- expect: (no rows)
SELECT id FROM e WHERE EXISTS (SELECT 1 FROM f WHERE 10 / f.a = 2 AND f.id = e.id);

-- expect: (no rows)
SELECT id, (SELECT MAX(10 / f.a) FROM f WHERE f.id = e.id) FROM e;

-- expect: (no rows)
SELECT id FROM e WHERE a > (SELECT MAX(v) FROM (SELECT id, 10 / a AS v FROM f) AS g WHERE g.id = e.id);

-- expect: 2
SELECT id FROM f WHERE f.id > 1 AND f.a > (SELECT MAX(v) FROM (SELECT id, 10 / a AS v FROM f) AS g WHERE g.id = f.id);

-- expect: (no rows)
SELECT e.id FROM e LEFT JOIN f ON e.id = f.id AND 1 / f.a > 0 WHERE e.a IN (SELECT 1 / a FROM f);

-- expect: (no rows)
SELECT f.id FROM e JOIN f ON e.id = f.id WHERE f.a IN (SELECT 1 / a FROM f);

-- PostgreSQL: 22012
-- expect: (no rows)
SELECT f.id FROM f JOIN (VALUES (1), (2)) AS v (n) ON f.id = v.n AND f.a > 100 WHERE v.n IN (SELECT 1 / a FROM f);

-- expect: (no rows)
SELECT 1.5 FROM e AS r0 GROUP BY r0.a HAVING (1.5) IN (SELECT 1 / f.a FROM f WHERE f.id = 1);
