-- DISTINCT inside a window function.

CREATE TABLE f4 (id INTEGER PRIMARY KEY, v INTEGER);

INSERT INTO f4 VALUES (1, 5), (2, 5), (3, 7), (4, 7);

-- expect: 1 | 2 | 12
-- expect: 2 | 2 | 12
-- expect: 3 | 2 | 12
-- expect: 4 | 2 | 12
SELECT id, COUNT(DISTINCT v) OVER (), SUM(DISTINCT v) OVER () FROM f4;
