-- One patient by key
SELECT id, "FIRST", "LAST", birthdate, gender, city, healthcare_expenses
FROM patients
WHERE id = UUID '883adb0a-30be-8258-ddd9-eb2e9b22162b'
