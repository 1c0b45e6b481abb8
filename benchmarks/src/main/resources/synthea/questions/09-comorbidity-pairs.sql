-- Disorders that most often occur in the same patient (self join)
SELECT a.description AS disorder, b.description AS other_disorder,
  COUNT(DISTINCT a.patient) AS patients
FROM conditions a
JOIN conditions b ON b.patient = a.patient AND b.description > a.description
WHERE a.description LIKE '%(disorder)' AND b.description LIKE '%(disorder)'
GROUP BY a.description, b.description
ORDER BY patients DESC, disorder, other_disorder
LIMIT 15
