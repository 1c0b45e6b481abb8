-- Conversions: fractions are rounded half away from zero, nothing wraps, nothing is cut.

CREATE TABLE t (i INTEGER PRIMARY KEY, l BIGINT, f DOUBLE, ts TIMESTAMP, v VARCHAR(5));

INSERT INTO t VALUES (-2147483648, -9223372036854775808, 2.5, TIMESTAMP '2024-02-29 23:59:59.999', 'x');

-- error: 22003
SELECT ABS(i) FROM t;

-- error: 22003
SELECT ABS(l) FROM t;

-- expect: 3 | -2 | 1
SELECT CAST(f AS INTEGER), CAST(-1.5e0 AS INTEGER), CAST(0.5e0 AS INTEGER) FROM t;

-- expect: 2024-02-29 23:59:59.999
SELECT CAST(ts AS VARCHAR(30)) FROM t;
