-- Errors that name what is wrong; days before 1582; names that are reserved words.

-- error: 22023 or 42601
CREATE TABLE a (id INTEGER PRIMARY KEY, v VARCHAR(65537));

-- error: 22023 or 42601
CREATE TABLE a (id INTEGER PRIMARY KEY, v DECIMAL(39, 2));

-- error: 22023 or 42601
CREATE TABLE a (id INTEGER PRIMARY KEY, v VARCHAR(0));

-- What no other statement takes as a name is none in CREATE TABLE either.
-- error: 42601
CREATE TABLE kw (id INTEGER PRIMARY KEY, offset INTEGER, value INTEGER);

-- error: 42601 or 42P01
SELECT offset, value FROM kw;

CREATE TABLE kw (id INTEGER PRIMARY KEY, "offset" INTEGER, "value" INTEGER);

-- expect: (no rows)
SELECT "offset", "value" FROM kw;

-- error: 42601
CREATE TABLE one (a INTEGER PRIMARY KEY);

CREATE TABLE "one" (a INTEGER PRIMARY KEY);

-- count: 1
INSERT INTO "one" VALUES (1);

-- expect: 15
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT SUM(n) FROM r;

-- error: 0A000
SELECT COUNT(*) FROM kw TABLESAMPLE BERNOULLI(50);

-- expect: NULL
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY id) FROM kw;

-- error: 42601
SELECT 'abc;
