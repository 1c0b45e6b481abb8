-- Covariance and regression in floating numbers (CALCITE-7695, CALCITE-7696).

CREATE TABLE m (x INTEGER PRIMARY KEY, y DECIMAL(5,2));

INSERT INTO m VALUES (1, 1.5), (2, 2.5), (4, 3.5);

-- expect: 1 | 1.5
SELECT COVAR_POP(x, y), COVAR_SAMP(x, y) FROM m;

-- expect: 2 | 4.666666666666667
SELECT REGR_SXX(x, y), REGR_SYY(x, y) FROM m;
