-- Blood pressure medication within a year of a hypertension diagnosis
SELECT m.code, m.description, COUNT(DISTINCT m.patient) AS patients, COUNT(*) AS prescriptions
FROM conditions c
JOIN medications m ON m.patient = c.patient
WHERE c.code = '59621000'
  AND m.code IN ('314076', '310798', '308136')
  AND CAST(m."START" AS DATE) >= c."START"
  AND CAST(m."START" AS DATE) < c."START" + INTERVAL '365' DAY
GROUP BY m.code, m.description
ORDER BY patients DESC, m.code
