-- Share of medication cost that each payer covers
SELECT y.name, COUNT(*) AS prescriptions, SUM(m.totalcost) AS total, SUM(m.payer_coverage) AS covered,
  SUM(CAST(m.payer_coverage AS DOUBLE)) / SUM(CAST(m.totalcost AS DOUBLE)) AS share
FROM medications m
JOIN payers y ON y.id = m.payer
GROUP BY y.name
HAVING SUM(m.totalcost) > 0
ORDER BY total DESC, y.name
