-- Latest HbA1c of each patient (ROW_NUMBER)
SELECT p."LAST", p."FIRST", r."DATE", r."VALUE", r.units
FROM (
  SELECT patient, "DATE", "VALUE", units,
    ROW_NUMBER() OVER (PARTITION BY patient ORDER BY "DATE" DESC, "VALUE" DESC) AS n
  FROM observations
  WHERE code = '4548-4'
) AS r
JOIN patients p ON p.id = r.patient
WHERE r.n = 1
ORDER BY p."LAST", p."FIRST"
