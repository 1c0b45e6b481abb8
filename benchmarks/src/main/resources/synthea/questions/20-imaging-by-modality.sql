-- Imaging studies by modality and body site
SELECT modality_description, bodysite_description, COUNT(*) AS instances,
  COUNT(DISTINCT patient) AS patients
FROM imaging_studies
GROUP BY modality_description, bodysite_description
ORDER BY instances DESC, modality_description, bodysite_description
