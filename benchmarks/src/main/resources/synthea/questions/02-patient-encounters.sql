-- Everything that happened to one patient, newest first
SELECT "START", stop, encounterclass
FROM encounters
WHERE patient = UUID '883adb0a-30be-8258-ddd9-eb2e9b22162b'
ORDER BY "START" DESC, stop DESC, encounterclass
