-- COLLATE of the order that there is, and functions whose names the grammar reserves.

create table t (i int primary key, s varchar(20) collate "C", k int, y double precision, x double precision);

insert into t values (1, 'ab', 1, 1, 2), (2, 'b', 1, 2, 3.5), (3, 'C', 2, 4, 8), (4, null, 2, null, 1), (5, 'ä', 1, 3, 7);

create index t_s on t (s collate "C");

-- expect: 3
-- expect: 1
-- expect: 2
-- expect: 5
-- expect: 4
select i from t order by s collate "C";

-- expect: 5
-- expect: 2
-- expect: 1
-- expect: 3
-- expect: 4
select i from t order by s collate "C" desc nulls last;

-- expect: 1
-- expect: 3
select i from t where s collate "C" < 'b' order by i;

-- expect: 1
-- expect: 3
select i from t where s < 'b' collate "POSIX" order by i;

-- expect: 1
-- expect: 2
-- expect: 3
select i from t where s in ('b' collate "C", 'C') or (s || 'x') collate "C" like 'a%' order by i;

-- expect: 1
-- expect: 2
select row_number() over (order by s collate "C") from t where i < 3;

-- expect: x collate "de_DE"
select 'x collate "de_DE"' collate "C";

-- error: 0A000
select i from t order by s collate "de_DE";

-- error: 0A000
select s collate "en_US.utf8" from t;

-- error: 0A000
create table u (i int primary key, s varchar(20) collate "de_DE");

-- error: 42804
create table u (i int primary key collate "C", s varchar(20));

-- error: 42601
select collate "C";

-- expect: 0.9775252199076787
select corr(y, x) from t;

-- expect: 0.9775252199076787 | 0.4444444444444444 | 0.2222222222222222 | 0.9555555555555556 | 5.125 | 2.5 | 10.75
select Corr(y, x), regr_slope(y, x), regr_intercept (y, x), regr_r2(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxy(y, x) from t;

-- expect: 1 | 0.9743547036924464 | 5.0
-- expect: 2 | NULL | 0.0
select k, corr(y, x), regr_sxy(y, x) from t group by k order by k;

-- expect: 1 | 2.0
-- expect: 2 | 2.75
-- expect: 3 | 4.5
-- expect: 4 | 4.5
-- expect: 5 | 5.125
select i, regr_avgx(y, x) over (order by i) from t order by i;

-- expect: NULL
select corr(y, x) from t where i > 100;

-- expect: corr(y, x)
select 'corr(y, x)' as z;
