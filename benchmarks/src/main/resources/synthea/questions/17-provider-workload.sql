-- Ten providers with most encounters, with their organization
SELECT v.name, v.speciality, o.name AS organization, w.encounters, w.patients
FROM (
  SELECT provider, COUNT(*) AS encounters, COUNT(DISTINCT patient) AS patients
  FROM encounters
  GROUP BY provider
) AS w
JOIN providers v ON v.id = w.provider
JOIN organizations o ON o.id = v.organization
ORDER BY w.encounters DESC, v.name
LIMIT 10
