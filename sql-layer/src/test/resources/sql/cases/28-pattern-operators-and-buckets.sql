-- Operators of regular expressions, WIDTH_BUCKET.

create table t (i int primary key, s varchar(10), v double precision);

insert into t values (1, 'abc', 0.3), (2, 'Bcd', 5.35), (3, null, null), (4, 'x~y', -1);

-- expect: 1 | TRUE | FALSE | TRUE | FALSE
-- expect: 2 | FALSE | TRUE | TRUE | FALSE
-- expect: 3 | NULL | NULL | NULL | NULL
-- expect: 4 | FALSE | TRUE | FALSE | TRUE
select i, s ~ 'b', s !~ 'b', s ~* 'B', s !~* 'B' from t order by i;

-- expect: 1
-- expect: 2
select i from t where s ~ '^a' or s ~* '^b' order by i;

-- expect: 2
-- expect: 4
select i from t where not s ~ 'a' and s = s order by i;

-- error: 0A000
select i from t where s ~'b'||'c' = true;

-- expect: 1
select i from t where s || 'q' ~ 'cq$';

-- expect: 1
select i from t where s ~ ('b' || 'c') order by i;

-- expect: a ~ b | TRUE
select 'a ~ b', '!~*' ~ '~' from t where i = 4;

-- expect: 2
select count(*) filter (where s ~ 'c') from t;

-- error: 2201B
select i from t where s ~ '(';

-- error: 42804
select 5 ~ 'a';

-- expect: 3 | 4 | 1 | 4 | 0 | 0
select width_bucket(5.35, 0.024, 10.06, 5), width_bucket(0.3, 0, 1, 10), width_bucket(1, 1, 10, 3), width_bucket(10, 1, 10, 3), width_bucket(0, 1, 10, 3), width_bucket(-1, 1, 10, 3);

-- expect: 1 | 1 | 5 | 4
-- expect: 2 | 3 | 3 | 3
-- expect: 3 | NULL | NULL | 2
-- expect: 4 | 0 | 6 | 1
select i, width_bucket(v, 0, 10, 5), width_bucket(v, 10, 0, 5), width_bucket(i, 4, 1, 3) from t order by i;

-- expect: 3 | 1 | 6 | 0
select width_bucket(5, 10, 0, 5), width_bucket(10, 10, 0, 5), width_bucket(0, 10, 0, 5), width_bucket(11, 10, 0, 5);

-- expect: 1 | 1
select width_bucket(0.1 + 0.2, 0.3, 0.6, 3), width_bucket(cast(0.1 as double precision) + 0.2, 0.3, 0.6, 3);

-- error: 2201G
select width_bucket(5, 0, 10, 0);

-- error: 2201G
select width_bucket(5, 0, 10, -1);

-- error: 2201G
select width_bucket(5, 3, 3, 2);

-- error: 2201G
select width_bucket(cast(5 as double precision), 3, 3, 2);

-- error: 22003
select width_bucket(11, 0, 10, 2147483647);

-- error: 2201G
select width_bucket(cast('NaN' as double precision), 0, 10, 2);

-- error: 2201G
select width_bucket(1, 0, cast('infinity' as double precision), 2);

-- expect: 3
select width_bucket(cast('infinity' as double precision), 0, 10, 2);

-- expect: NULL | NULL
select width_bucket(null, 0, 10, 2), width_bucket(1, 0, 10, null);

-- expect: 0 | 1
-- expect: 1 | 1
-- expect: 3 | 1
-- expect: NULL | 1
select width_bucket(v, 0, 10, 5), count(*) from t group by width_bucket(v, 0, 10, 5) order by 1;

-- error: 0A000
select s rlike 'a' from t;
