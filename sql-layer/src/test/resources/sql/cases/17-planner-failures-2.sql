-- Correct SQL that planning failed on (tiflash 7930; CALCITE-5101, 7540, 7501, 7728).

CREATE TABLE t (i INTEGER PRIMARY KEY, g INTEGER, d DECIMAL(8,2), k VARCHAR(5));

CREATE TABLE u (g INTEGER PRIMARY KEY, nm VARCHAR(5));

INSERT INTO t VALUES (1, 1, 1.5, 'a'), (2, 1, NULL, 'b'), (3, 2, 2.5, 'a');

INSERT INTO u VALUES (1, 'x'), (2, 'y');

-- expect: 1 | NULL
-- expect: 2 | NULL
-- expect: 3 | a
SELECT i, LAST_VALUE(k) OVER (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING) FROM t ORDER BY i;

-- expect: 1 | a|b
-- expect: 2 | a
SELECT g, LISTAGG(DISTINCT k, '|') WITHIN GROUP (ORDER BY i) FROM t GROUP BY g ORDER BY 1;

-- expect: 1
-- expect: 2
-- expect: 3
SELECT i FROM t ORDER BY i LIMIT 99999999999;

-- expect: (no rows)
SELECT i FROM t ORDER BY i OFFSET 99999999999;

-- expect: PUBLIC
SELECT CURRENT_SCHEMA;

-- expect: 1 | 0
-- expect: 2 | 0.5
-- expect: 3 | 1
SELECT i, PERCENT_RANK() OVER (ORDER BY i) FROM t ORDER BY i;

-- expect: (no rows)
SELECT i FROM t WHERE g - 1 <> 0 AND 10 / (g - 1) > 100;
