-- Sub-queries beside a join on an expression and over a computed column (CALCITE-7405).

CREATE TABLE d (n INTEGER PRIMARY KEY, nm VARCHAR(5));

CREATE TABLE e (i INTEGER PRIMARY KEY, n INTEGER, sal INTEGER);

INSERT INTO d VALUES (10, 'a'), (20, 'b');

INSERT INTO e VALUES (1, 10, 100), (2, 20, 7), (3, 20, 8), (4, 30, 1);

-- expect: 20 | 107
-- expect: 20 | 108
-- expect: 30 | 16
SELECT e.n, e.sal + (SELECT SUM(x.sal) FROM e x WHERE x.n = d.n) FROM d JOIN e ON d.n + 10 = e.n ORDER BY 1, 2;

-- expect: a | 15
-- expect: b | 1
SELECT q.nm, (SELECT SUM(e.sal) FROM e WHERE e.n = q.k) FROM (SELECT nm, n + 10 AS k FROM d) q ORDER BY 1;
