-- All living patients with their allergies, also those without (outer join)
SELECT p."LAST", p."FIRST", p.id, a.description, a.category, a.severity1
FROM patients p
LEFT JOIN allergies a ON a.patient = p.id
WHERE p.deathdate IS NULL
ORDER BY p."LAST", p.id, a.description NULLS LAST, a.code NULLS LAST
