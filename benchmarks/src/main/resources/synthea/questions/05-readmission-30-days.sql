-- Readmission within 30 days after an inpatient stay (LAG over each patient)
SELECT patient, previous_stop, "START", stop
FROM (
  SELECT patient, "START", stop,
    LAG(stop) OVER (PARTITION BY patient ORDER BY "START", stop) AS previous_stop
  FROM encounters
  WHERE encounterclass = 'inpatient'
) AS stays
WHERE previous_stop IS NOT NULL
  AND "START" < previous_stop + INTERVAL '30' DAY
ORDER BY patient, "START", stop
