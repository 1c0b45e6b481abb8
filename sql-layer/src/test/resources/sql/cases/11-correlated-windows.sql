-- Windows in a correlated sub-query see the rows of one outer row (CALCITE-7584, CALCITE-7587).

CREATE TABLE pt (p INTEGER PRIMARY KEY);

CREATE TABLE vis (v INTEGER PRIMARY KEY, p INTEGER, cost INTEGER);

INSERT INTO pt VALUES (1), (2), (3);

INSERT INTO vis VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30), (4, 2, 5), (5, 2, 7);

-- expect: 1 | 20
-- expect: 2 | 30
SELECT pt.p, q.cost FROM pt JOIN LATERAL (SELECT cost, ROW_NUMBER() OVER (ORDER BY cost DESC) AS rn FROM vis WHERE vis.p = pt.p) q ON q.rn = 1 ORDER BY 1;

-- expect: 1 | 2
-- expect: 2 | 3
-- expect: 3 | NULL
SELECT pt.p, (SELECT MAX(rn) FROM (SELECT ROW_NUMBER() OVER (ORDER BY v) AS rn FROM vis WHERE vis.p = pt.p) q) FROM pt ORDER BY 1;

-- expect: 1
-- expect: 2
SELECT pt.p FROM pt WHERE EXISTS (SELECT 1 FROM (SELECT ROW_NUMBER() OVER (ORDER BY v) AS rn FROM vis WHERE vis.p = pt.p) q WHERE rn = 1) ORDER BY 1;

-- expect: 1 | 30
-- expect: 1 | 30
-- expect: 2 | 42
-- expect: 2 | 42
-- expect: 2 | 42
SELECT pt.p, q.s FROM pt JOIN LATERAL (SELECT SUM(cost) OVER () AS s FROM vis WHERE vis.p = pt.p) q ON TRUE ORDER BY 1;

-- expect: 1 | 1 | 1
-- expect: 1 | 2 | 1
-- expect: 2 | 3 | 1
-- expect: 2 | 4 | 1
-- expect: 2 | 5 | 1
SELECT vis.p, vis.v, (SELECT ROW_NUMBER() OVER (PARTITION BY vis.p ORDER BY pt.p) FROM pt WHERE pt.p = vis.p) FROM vis ORDER BY 2;
