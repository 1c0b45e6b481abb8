-- Patients with prediabetes or anemia, but without diabetes (set operations)
(SELECT patient FROM conditions WHERE code = '15777000'
 UNION
 SELECT patient FROM conditions WHERE code = '271737000')
EXCEPT
SELECT patient FROM conditions WHERE code = '44054006'
ORDER BY patient
