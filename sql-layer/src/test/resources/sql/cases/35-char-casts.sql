-- CHAR beside text: literals, parameters and VARCHAR are read as CHAR, other text is compared as it is.

CREATE TABLE t (id INTEGER PRIMARY KEY, c CHAR(5), v VARCHAR(10), u UUID);

CREATE INDEX tc ON t (c);

CREATE INDEX tv ON t (v);

CREATE INDEX tu ON t (u);

INSERT INTO t VALUES (1, 'ab', 'ab', UUID '123e4567-e89b-12d3-a456-426614174000'), (2, 'ab', 'ab  ', NULL), (3, 'abcde', 'ABCDE', NULL), (4, NULL, NULL, NULL);

-- expect: (no rows)
SELECT id FROM t WHERE CAST(c AS VARCHAR(5)) = 'ab  ';

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE CAST(c AS VARCHAR(5)) = 'ab';

-- expect: 1
-- expect: 2
-- expect: 3
SELECT id FROM t WHERE CAST(c AS VARCHAR(1)) = 'a';

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE c = 'ab  ';

-- expect: 1
SELECT id FROM t WHERE (c, id) = ('ab  ', 1);

-- expect: 1
SELECT id FROM t WHERE (c, id) IN (('ab  ', 1), ('x', 3));

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE c = v;

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE c = CAST('ab  ' AS VARCHAR(5));

-- expect: (no rows)
SELECT id FROM t WHERE c = 'ab' || '  ';

-- expect: 1
-- expect: 3
SELECT id FROM t WHERE c = LOWER(v);

-- expect: 1
-- expect: 2
-- expect: 3
SELECT id FROM t WHERE c IN ('ab  ', 'xx ', 'abcde');

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE 'ab  ' IN (c, v);

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE c BETWEEN 'ab ' AND 'ab';

-- expect: 2
SELECT id FROM t WHERE 'ab  ' BETWEEN c AND v;

-- expect: 3
SELECT id FROM t WHERE c > 'ab ';

-- expect: 3
-- expect: 4
SELECT id FROM t WHERE c IS DISTINCT FROM 'ab  ';

-- expect: NULL | 1
-- expect: NULL | 2
-- expect: abcde | 3
-- expect: NULL | 4
SELECT NULLIF(c, 'ab  '), id FROM t;

-- expect: 1
-- expect: 2
-- expect: 4
SELECT id FROM t WHERE NULLIF(v, c) IS NULL;

-- expect: 1 | 1
-- expect: 1 | 2
-- expect: 2 | 3
-- expect: 2 | 4
SELECT CASE c WHEN 'ab  ' THEN 1 ELSE 2 END, id FROM t;

-- expect: 1 | 1
-- expect: 1 | 2
-- expect: 2 | 1
-- expect: 2 | 2
SELECT a.id, b.id FROM t a JOIN t b ON a.c = b.v;

-- expect: 1 | 1
-- expect: 2 | 1
SELECT a.id, b.id FROM t a JOIN t b ON CAST(a.c AS VARCHAR(5)) = b.v;

-- expect: 2 | 1
-- expect: 2 | 2
SELECT a.id, b.id FROM t a JOIN t b ON a.v = b.c WHERE a.id = 2;

-- A literal is text once it is the column of a sub-query.
-- expect: (no rows)
SELECT a.id FROM t a JOIN (SELECT 'ab  ' AS x) q ON a.c = q.x;

-- expect: (no rows)
SELECT id FROM t WHERE c IN (SELECT 'ab  ' FROM t);

-- expect: (no rows)
SELECT id FROM t WHERE c = (SELECT 'ab  ');

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE (c, v) IN (SELECT v, c FROM t);

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE v IN (SELECT c FROM t);

-- expect: 3
SELECT id FROM t WHERE c NOT IN (SELECT v FROM t WHERE v IS NOT NULL);

-- expect: 3
SELECT id FROM t WHERE c <> ALL (SELECT v FROM t WHERE v IS NOT NULL);

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 0
-- expect: 4 | 0
SELECT id, (SELECT COUNT(*) FROM t b WHERE b.v = a.c) FROM t a;

-- A choice is CHAR when the first value with a type is; of CASE, ELSE is the first.
-- expect: ab| | 1
-- expect: ab| | 2
-- expect: abcde| | 3
-- expect: x| | 4
SELECT COALESCE(c, 'x  ') || '|', id FROM t;

-- expect: 4
SELECT id FROM t WHERE COALESCE(c, 'x  ') = 'x';

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE COALESCE(c, '') = 'ab  ';

-- expect: 2
SELECT id FROM t WHERE COALESCE(v, c) = 'ab  ';

-- expect: 2
SELECT COUNT(DISTINCT COALESCE(c, 'ab  ')) FROM t;

-- expect: ab|
-- expect: ab|
-- expect: abcde|
-- expect: ab|
SELECT GREATEST(c, 'ab   ') || '|' FROM t;

-- expect: 1
-- expect: 2
SELECT id FROM t WHERE CASE WHEN id = 2 THEN v ELSE c END = 'ab ';

-- expect: (no rows)
SELECT id FROM t WHERE CASE WHEN id = 2 THEN c ELSE v END = 'ab ';

-- expect: 2
-- expect: 5
-- expect: NULL
SELECT CHAR_LENGTH(x) FROM (SELECT c AS x FROM t UNION SELECT 'ab  ') q;

-- expect: 2
-- expect: 5
-- expect: 5
-- expect: NULL
SELECT CHAR_LENGTH(x) FROM (SELECT c AS x FROM t UNION SELECT v FROM t) q;

-- expect: 2
-- expect: 4
-- expect: 5
-- expect: 5
-- expect: NULL
SELECT CHAR_LENGTH(x) FROM (SELECT v AS x FROM t UNION SELECT c FROM t) q;

-- expect: 1
SELECT id FROM t WHERE u = '123E4567-e89b-12d3-a456-426614174000';

-- expect: (no rows)
SELECT id FROM t WHERE CAST(u AS VARCHAR(40)) = '123E4567-e89b-12d3-a456-426614174000';

-- error: 22018
SELECT id FROM t WHERE u = 'abc';

-- expect: 123e4567-e89b-12d3-a456-426614174000
-- expect: NULL
SELECT u FROM t UNION SELECT '123E4567-e89b-12d3-a456-426614174000';
