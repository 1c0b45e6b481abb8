-- Hypertension patients with a systolic pressure of 140 or more since 2023 (EXISTS)
SELECT p.id, p."LAST", p.birthdate
FROM patients p
WHERE EXISTS (SELECT 1 FROM conditions c WHERE c.patient = p.id AND c.code = '59621000')
  AND EXISTS (
    SELECT 1 FROM observations o
    WHERE o.patient = p.id AND o.code = '8480-6' AND o."DATE" >= TIMESTAMP '2023-01-01 00:00:00'
      AND CASE WHEN o."TYPE" = 'numeric' THEN CAST(o."VALUE" AS DOUBLE) END >= 140)
ORDER BY p."LAST", p.id
