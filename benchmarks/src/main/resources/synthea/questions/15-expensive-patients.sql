-- Patients whose claims exceed twice the average of their gender (chain of CTEs)
WITH costs AS (
  SELECT patient, SUM(total_claim_cost) AS total
  FROM encounters
  GROUP BY patient
), by_gender AS (
  SELECT p.gender, AVG(CAST(c.total AS DOUBLE)) AS average
  FROM costs c JOIN patients p ON p.id = c.patient
  GROUP BY p.gender
)
SELECT p.id, p."LAST", p.gender, c.total
FROM costs c
JOIN patients p ON p.id = c.patient
JOIN by_gender g ON g.gender = p.gender
WHERE CAST(c.total AS DOUBLE) > 2 * g.average
ORDER BY c.total DESC, p.id
