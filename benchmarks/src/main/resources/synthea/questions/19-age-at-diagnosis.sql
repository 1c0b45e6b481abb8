-- Age at the first diagnosis of frequent disorders
SELECT d.description, COUNT(*) AS patients, MIN(d.age) AS youngest, MAX(d.age) AS oldest
FROM (
  SELECT c.description, c.patient,
    MIN(EXTRACT(YEAR FROM c."START") - EXTRACT(YEAR FROM p.birthdate)) AS age
  FROM conditions c
  JOIN patients p ON p.id = c.patient
  WHERE c.description LIKE '%(disorder)'
  GROUP BY c.description, c.patient
) AS d
GROUP BY d.description
HAVING COUNT(*) >= 5
ORDER BY patients DESC, d.description
