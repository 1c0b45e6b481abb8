-- Constant expressions that fail are errors of the execution; a guard guards.

CREATE TABLE f9 (id INTEGER PRIMARY KEY, v INTEGER);

INSERT INTO f9 VALUES (1, 0), (2, 5);

-- error: 22003
SELECT 2147483647 + 1;

-- error: 22012
SELECT 1 / 0;

-- error: 22007
SELECT CAST('2023-02-30' AS DATE);

-- error: 22003
SELECT id + (2147483647 + 1) FROM f9;

-- error: 22012
SELECT id FROM f9 WHERE v > 1 / 0;

-- error: 22011
SELECT SUBSTRING('hello' FROM 2 FOR -1);

-- error: 22003
SELECT ABS(CAST(-2147483648 AS INTEGER));

-- expect: 1
SELECT COUNT(*) FROM f9 WHERE v <> 0 AND 10 / v >= 2;
