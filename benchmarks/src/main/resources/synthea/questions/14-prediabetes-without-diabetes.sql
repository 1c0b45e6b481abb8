-- Patients with prediabetes or anemia, but without diabetes (set operations)
SELECT p."LAST", p."FIRST", p.birthdate
FROM (
  (SELECT patient FROM conditions WHERE code = '15777000'
   UNION
   SELECT patient FROM conditions WHERE code = '271737000')
  EXCEPT
  SELECT patient FROM conditions WHERE code = '44054006'
) AS cohort
JOIN patients p ON p.id = cohort.patient
ORDER BY p."LAST", p."FIRST"
