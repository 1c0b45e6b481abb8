-- Ten providers with most encounters, with their organization
SELECT v.name, v.speciality, o.name AS organization, COUNT(*) AS encounters,
  COUNT(DISTINCT e.patient) AS patients
FROM encounters e
JOIN providers v ON v.id = e.provider
JOIN organizations o ON o.id = v.organization
GROUP BY v.id, v.name, v.speciality, o.name
ORDER BY encounters DESC, v.name
LIMIT 10
