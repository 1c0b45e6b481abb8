-- FETCH FIRST without a number, and WITH TIES.

create table t (i int primary key, k int, v int, s varchar(20));

insert into t values (1, 1, 10, 'ab'), (2, 1, 20, 'b'), (3, 2, 30, 'C'), (4, 2, 30, null), (5, 3, null, 'a'), (6, 3, null, 'B');

create index t_v on t (v);

-- expect: 1
select i from t order by i fetch first row only;

-- expect: 3
-- expect: 4
select i from t order by i offset 2 rows fetch next 2 rows only;

-- expect: 1 | 10
-- expect: 2 | 20
-- expect: 3 | 30
-- expect: 4 | 30
select i, v from t order by v fetch first 3 rows with ties;

-- expect: 2 | 20
-- expect: 3 | 30
-- expect: 4 | 30
select i, v from t order by v offset 1 row fetch next 2 rows with ties;

-- expect: 2 | 20
select i, v from t order by v offset 1 row fetch next row with ties;

-- expect: 5 | NULL
-- expect: 6 | NULL
select i, v from t order by v desc fetch first row with ties;

-- expect: 3 | 30
-- expect: 4 | 30
select i, v from t order by v desc nulls last fetch next 1 row with ties;

-- expect: (no rows)
select i from t order by v desc fetch first 0 rows with ties;

-- expect: (no rows)
select i from t order by v offset 6 rows fetch first 2 rows with ties;

-- expect: 1
-- expect: 2
-- expect: 3
-- expect: 4
-- expect: 5
-- expect: 6
select i from t order by k, v nulls first fetch first 100 rows with ties;

-- error: 42601
select i from t fetch first 3 rows with ties;

-- expect: (no rows)
select i from t where i > 10 order by v fetch first 3 rows with ties;

-- expect: 4 | 2
select max(i), count(*) from (select i from t where v > 0 order by v desc fetch first row with ties) as x;

-- expect: 3
select count(*) from (select k, sum(v) from t group by k order by count(*) fetch first row with ties) as x;

-- the ties belong to the last row of the union
-- expect: 6
-- expect: 6
-- expect: 6
-- expect: 6
-- expect: 6
-- expect: 6
-- expect: 6
with q as (select i from t) select i from q union all select 6 from q order by 1 desc fetch first 2 rows with ties;

-- expect: 1
-- expect: 3
-- expect: 4
-- expect: 5
-- expect: 6
select o.i from t as o where o.i in (select u.i from t as u where u.k = o.k order by u.v fetch first row with ties) order by o.i;

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 3
-- expect: 3 | 4
select o.i, x.i from t as o cross join lateral (select u.i from t as u where u.k = o.k order by u.v desc fetch first row with ties) as x where o.i < 4 order by 1, 2;

-- expect: fetch first 2 rows with ties | 1
select 'fetch first 2 rows with ties', i as "WITH" from t order by 2 fetch first 1 row only;
