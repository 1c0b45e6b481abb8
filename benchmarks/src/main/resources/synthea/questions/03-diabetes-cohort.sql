-- Cohort: patients with diabetes or prediabetes, with the first diagnosis
SELECT p.id, p."FIRST", p."LAST", p.gender, c.code, c.description, MIN(c."START") AS first_seen
FROM conditions c
JOIN patients p ON p.id = c.patient
WHERE c.code IN ('44054006', '15777000')
GROUP BY p.id, p."FIRST", p."LAST", p.gender, c.code, c.description
ORDER BY first_seen, p.id, c.code
