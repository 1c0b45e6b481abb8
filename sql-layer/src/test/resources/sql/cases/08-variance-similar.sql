-- Variance of large values that differ little; a dot in SIMILAR TO is a literal.

CREATE TABLE f14 (id INTEGER PRIMARY KEY, y DOUBLE PRECISION);

INSERT INTO f14 VALUES (1, 1000000001), (2, 1000000002), (3, 1000000003);

-- expect: 1 | 1
SELECT STDDEV(y), VAR_SAMP(y) FROM f14;

-- expect: FALSE
SELECT 'abc' SIMILAR TO 'a.c';
