-- Ten procedures with the highest total cost
SELECT code, description, COUNT(*) AS times, SUM(base_cost) AS total, MAX(base_cost) AS highest
FROM procedures
GROUP BY code, description
ORDER BY total DESC, code
LIMIT 10
