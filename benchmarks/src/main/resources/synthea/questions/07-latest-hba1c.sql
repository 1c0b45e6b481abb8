-- Latest HbA1c of each patient (ROW_NUMBER)
SELECT patient, "DATE", "VALUE", units
FROM (
  SELECT patient, "DATE", "VALUE", units,
    ROW_NUMBER() OVER (PARTITION BY patient ORDER BY "DATE" DESC, "VALUE" DESC) AS n
  FROM observations
  WHERE code = '4548-4'
) AS results
WHERE n = 1
ORDER BY patient
