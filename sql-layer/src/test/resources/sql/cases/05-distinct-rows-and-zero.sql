-- Rows compare by their values; zero equals minus zero.

CREATE TABLE f7 (id INTEGER PRIMARY KEY, g INTEGER, b BOOLEAN, y DOUBLE PRECISION);

INSERT INTO f7 VALUES (1, 1, TRUE, 1.0), (2, 1, TRUE, -1.0), (3, 1, TRUE, 2.0);

-- expect: 1
SELECT COUNT(DISTINCT (g, b)) FROM f7;

-- expect: 1
SELECT COUNT(*) FROM (SELECT DISTINCT ROW(g, b) AS r FROM f7) AS t;

-- expect: 1
SELECT COUNT(*) FROM (SELECT DISTINCT y * 0 AS z FROM f7) AS t;

-- expect: 3
SELECT COUNT(*) FROM f7 WHERE y * 0 = 0;

-- expect: 0 | 3
SELECT y * 0 AS z, COUNT(*) FROM f7 GROUP BY y * 0;

-- expect: 9
SELECT COUNT(*) FROM f7 a JOIN f7 b ON a.y * 0 = b.y * 0;
