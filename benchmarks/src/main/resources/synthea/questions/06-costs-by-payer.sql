-- Claimed and covered costs by payer
SELECT y.name, COUNT(*) AS encounters, SUM(e.total_claim_cost) AS claimed,
  SUM(e.payer_coverage) AS covered, SUM(e.total_claim_cost - e.payer_coverage) AS open_amount
FROM encounters e
JOIN payers y ON y.id = e.payer
GROUP BY y.name
ORDER BY claimed DESC, y.name
