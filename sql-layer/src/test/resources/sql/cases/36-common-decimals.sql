-- Decimals of 38 digits beside others: nothing behind the point is lost in a common type.


CREATE TABLE t3 (id INTEGER NOT NULL, a INTEGER, l BIGINT, d DECIMAL(10, 2), w DECIMAL(38,4), s VARCHAR(20), PRIMARY KEY (id));

INSERT INTO t3 VALUES (1, 2, 4, 10.00, 1, 'x y'), (2, 3, 5, 11.00, 2, 'z'), (3, 3, 2, 11.00, 3,'z');

-- expect: 0.12345
SELECT COALESCE(NULLIF(SUM(d), 32), 0.12345) FROM t3;

-- expect: 0.12345
SELECT CASE WHEN SUM(d) > 40 THEN SUM(d) ELSE 0.12345 END FROM t3;

-- expect: 0.12345
-- expect: 32.00
(SELECT SUM(d) FROM t3) UNION ALL (SELECT 0.12345);

-- expect: 32.00001
SELECT SUM(d) + 0.00001 FROM t3;

-- expect: 1.000001 | 0.0000010000 | -0.00000001
SELECT w + 0.000001, w * 0.000001, w - 1.00000001 FROM t3 WHERE id = 1;

-- expect: FALSE | TRUE | FALSE | FALSE
SELECT w = 1.00001, w < 1.00001, w IN (1.00001, 7), w BETWEEN 0.99999 AND 0.999999 FROM t3 WHERE id = 1;

-- expect: (no rows)
SELECT id FROM t3 WHERE w IN (SELECT 1.00001 FROM t3);

-- expect: (no rows)
SELECT id FROM t3 WHERE (w, id) = (1.00001, 1);

-- expect: (no rows)
SELECT t3.id FROM t3 JOIN (VALUES (1.00001)) v(x) ON t3.w = v.x;

-- expect: 1
SELECT t3.id FROM t3 JOIN (VALUES (1.00001)) v(x) ON t3.w < v.x;

-- expect: FALSE | FALSE | TRUE | FALSE
SELECT SUM(d) BETWEEN 31.999 AND 31.9999, SUM(d) IN (32.001, 5), SUM(d) <> 32.001, SUM(d) >= 32.001 FROM t3;

-- expect: 2
-- expect: 3
SELECT id FROM t3 GROUP BY id HAVING SUM(d) > 10.999 AND SUM(d) < 11.001;

-- expect: FALSE
SELECT w = 12345678901234567890.123456789 FROM t3 WHERE id = 1;

-- expect: FALSE
SELECT w IS NOT DISTINCT FROM 1.00001 FROM t3 WHERE id = 1;

-- expect: ne
SELECT CASE w WHEN 1.00001 THEN 'eq' ELSE 'ne' END FROM t3 WHERE id = 1;

-- expect: 0.00001
SELECT MOD(w, 0.00003) FROM t3 WHERE id = 1;

-- expect: FALSE
-- expect: FALSE
SELECT w = 1.00001 FROM (SELECT id, w FROM t3 UNION ALL SELECT 9, 5.123456) x WHERE id IN (1, 9);

-- expect: 5.123456
SELECT w FROM (SELECT id, w FROM t3 UNION ALL SELECT 9, 5.123456) x WHERE id = 9;

-- expect: 0.123456
-- expect: 1.0000
-- expect: 2.0000
SELECT LAG(w, 1, 0.123456) OVER (ORDER BY id) FROM t3;

-- expect: FALSE
SELECT w = ANY (SELECT 1.00001 FROM t3) FROM t3 WHERE id = 1;
