-- Both inputs of a join in a sub-query name the same outer row (CALCITE-7661).

CREATE TABLE ward (w INTEGER PRIMARY KEY);

CREATE TABLE stay (s INTEGER PRIMARY KEY, w INTEGER, kind VARCHAR(3));

INSERT INTO ward VALUES (1), (2), (3);

INSERT INTO stay VALUES (10, 1, 'in'), (11, 1, 'out'), (12, 2, 'in'), (13, 2, 'out'), (14, 2, 'out');

-- expect: 1 | 1
-- expect: 2 | 2
-- expect: 3 | 0
SELECT w.w, (SELECT COUNT(*) FROM (SELECT * FROM stay a WHERE a.w = w.w AND a.kind = 'in') x CROSS JOIN (SELECT * FROM stay b WHERE b.w = w.w AND b.kind = 'out') y) FROM ward w ORDER BY 1;

-- expect: 1
-- expect: 2
SELECT w.w FROM ward w WHERE EXISTS (SELECT 1 FROM (SELECT * FROM stay a WHERE a.w = w.w) x JOIN (SELECT * FROM ward z WHERE z.w = w.w) y ON TRUE) ORDER BY 1;
