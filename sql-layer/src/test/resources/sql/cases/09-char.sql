-- CHAR compares without the blanks at its end (MonetDB 3301, materialize 5258, trino 8311).

CREATE TABLE icd (code CHAR(7) PRIMARY KEY, n INTEGER);

INSERT INTO icd VALUES ('E11.9', 1), ('001', 2);

-- expect: 1
SELECT n FROM icd WHERE code = 'E11.9  ';

-- expect: 1
SELECT n FROM icd WHERE code = CAST('E11.9' AS CHAR(7));

-- expect: 2
SELECT COUNT(*) FROM (SELECT code FROM icd UNION SELECT CAST('E11.9' AS CHAR(7)) FROM icd) q;

-- expect: 1
-- expect: 2
SELECT n FROM icd WHERE code IN ('E11.9 ', '001    ') ORDER BY n;
