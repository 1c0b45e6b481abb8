-- NTILE (velox 5154, MonetDB 8009, matrixone 25288).

CREATE TABLE t (i INTEGER PRIMARY KEY, g INTEGER, k VARCHAR(2));

INSERT INTO t VALUES (1, 1, 'a'), (2, 1, 'a'), (3, 2, 'a'), (4, 2, 'b'), (5, 2, 'b'), (6, 3, 'c');

-- expect: 1 | 1 | 1
-- expect: 2 | 1 | 2
-- expect: 3 | 2 | 3
-- expect: 4 | 2 | 4
-- expect: 5 | 3 | 5
-- expect: 6 | 4 | 6
SELECT i, NTILE(4) OVER (ORDER BY i), NTILE(10) OVER (ORDER BY i) FROM t ORDER BY i;
