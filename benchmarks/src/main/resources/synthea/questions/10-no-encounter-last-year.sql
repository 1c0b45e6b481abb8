-- Living patients without any encounter in the last year (anti join)
SELECT p.id, p."FIRST", p."LAST", p.birthdate
FROM patients p
WHERE p.deathdate IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM encounters e
    WHERE e.patient = p.id AND e."START" >= TIMESTAMP '2025-01-01 00:00:00')
ORDER BY p."LAST", p.id
