-- Average claim by encounter class, classes with at least 10 encounters (HAVING)
SELECT encounterclass, COUNT(*) AS encounters, SUM(total_claim_cost) AS total,
  AVG(CAST(total_claim_cost AS DOUBLE)) AS average
FROM encounters
GROUP BY encounterclass
HAVING COUNT(*) >= 10
ORDER BY total DESC, encounterclass
