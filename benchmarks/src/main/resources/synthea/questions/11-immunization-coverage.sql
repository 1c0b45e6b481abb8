-- Immunizations: patients reached, doses and cost
SELECT i.code, i.description, COUNT(DISTINCT i.patient) AS patients, COUNT(*) AS doses,
  SUM(i.base_cost) AS total_cost
FROM immunizations i
GROUP BY i.code, i.description
ORDER BY patients DESC, doses DESC, i.code
