-- Differences of dates and times, and dates plus days.

create table t (i int primary key, k int, d date, e date, ts timestamp);

insert into t values (1, 1, date '2020-01-01', date '2019-12-25', timestamp '2020-01-01 10:00:00'), (2, 1, date '2020-02-01', null, null), (3, 2, date '1500-03-01', date '2024-02-29', timestamp '2020-01-01 10:00:00');

-- expect: 189898
select max(d) - min(d) from t;

-- expect: 1 | 7
-- expect: 2 | NULL
-- expect: 3 | -191387
select i, d - e from t order by i;

-- expect: 1 | 0
-- expect: 2 | 31
-- expect: 3 | -189867
select i, d - date '2020-01-01' from t order by i;

-- expect: 1 | 31
-- expect: 2 | 0
-- expect: 3 | 189898
select i, (select max(d) from t) - d from t order by i;

-- expect: 1 | -31
-- expect: 2 | 0
-- expect: 3 | -189898
select i, d - (select max(d) from t) from t order by i;

-- expect: 1 | 7
-- expect: 2 | 27
-- expect: 3 | -191387
select i, d - coalesce(e, date '2020-01-05') from t order by i;

-- expect: 1 | 39
-- expect: 2 | -191386
select k, max(d) - min(e) + 1 from t group by k order by k;

-- expect: 1
select i from t where d - e > 6 order by i;

-- expect: 1 | 7
-- expect: 2 | 0
-- expect: 3 | 0
select i, case when d - e > 0 then d - e else 0 end from t order by i;

-- expect: -191380 | -95690.0000000000000000
select sum(d - e), avg(d - e) from t;

-- expect: 1 | 2020-01-02 | 2019-12-31 | 2020-01-02
-- expect: 2 | 2020-02-02 | 2020-01-31 | 2020-02-02
-- expect: 3 | 1500-03-02 | 1500-02-28 | 1500-03-02
select i, d + 1, d - 1, 1 + d from t order by i;

-- expect: 1 | NULL
-- expect: 2 | 31
-- expect: 3 | -189898
select i, d - lag(d) over (order by i) from t order by i;

-- expect: 1 | 7
-- expect: 2 | NULL
-- expect: 3 | 191387
select i, abs(d - e) from t order by i;

-- expect: 1 | 14 | 3 | -7
-- expect: 2 | NULL | NULL | NULL
-- expect: 3 | -382774 | -95693 | 191387
select i, (d - e) * 2, (d - e) / 2, -(d - e) from t order by i;

-- expect: 2
-- expect: 3
-- expect: 1
select i from t order by d - e nulls first;

-- expect: 1 | 10:00:00
-- expect: 2 | NULL
-- expect: 3 | 189867 days 10:00:00
select i, ts - d from t order by i;

-- expect: 1 | -10:00:00
-- expect: 2 | NULL
-- expect: 3 | -189867 days -10:00:00
select i, d - ts from t order by i;

-- expect: 1 | 00:00:00
-- expect: 2 | NULL
-- expect: 3 | 00:00:00
select i, ts - ts from t order by i;

-- expect: 0
select current_date - current_date from t where i = 1;

-- expect: 29
select date '2020-03-01' - date '2020-02-01';

-- expect: 29
select cast('2020-03-01' as date) - cast('2020-02-01' as date);

-- expect: NULL
-- expect: NULL
-- expect: NULL
select d - null from t;

-- expect: 2019-12-31
-- expect: 2020-01-30
-- expect: 1500-02-26
select d - i from t order by i;

-- expect: 2020-01-03
-- expect: 2020-02-05
-- expect: 1500-03-07
select d + (i * 2) from t order by i;

-- expect: 2019-12-31
-- expect: 2020-01-31
-- expect: 1500-02-28
select d - interval '1' day from t order by i;

-- expect: 2020-02-01
-- expect: 2020-03-01
-- expect: 1500-04-01
select d + interval '1' month from t order by i;

-- error: 42804
select d + d from t;

-- error: 42804
select 1 - d from t;

-- error: 42804
select d - 1.5 from t;

-- expect: 7 | 7
-- expect: NULL | NULL
-- expect: -191387 | -191387
select cast(d - e as bigint), cast(d - e as varchar(10)) from t order by i;

-- expect: 1 | -23:00:00.5 | 00:29:59.5
select i, ts - timestamp '2020-01-02 09:00:00.5', time '10:00:00' - time '09:30:00.5' from t where i = 1;

-- expect: 1 | 6 | 8 | 30
-- expect: 2 | NULL | NULL | 61
-- expect: 3 | -191388 | -191386 | -189837
select i, d - e - 1, d - (e - 1), d - interval '1' day - date '2019-12-01' from t order by i;

-- expect: -191387 | 1
-- expect: 7 | 1
-- expect: NULL | 1
select d - e, count(*) from t group by d - e order by 1;

-- expect: 1
select i from t where d - e between 1 and 10;

-- expect: 1
-- expect: 3
select i from t where ts - d > interval '9' hour order by i;

-- expect: 1 | 8 | -6 | 8
-- expect: 2 | NULL | NULL | NULL
-- expect: 3 | -191384 | 191390 | -191386
select i, (d - e) + i, i - (d - e), 1 + (d - e) from t order by i;

-- expect: 1 | 0
-- expect: 2 | NULL
-- expect: 3 | 189867
select i, extract(day from ts - d) from t order by i;

-- expect: 2 | 1 | 31
select a.i, b.i, a.d - b.d from t as a join t as b on a.d - b.d = 31 order by 1;

-- error: 22008
select date '9999-12-31' + 1;

-- expect: 7 | 31
-- expect: 7 | 0
-- expect: -191380 | 189898
select sum(d - e) over (order by i), max(d) over () - d from t order by i;

-- expect: 2020-01-01 01:00:00 | 2019-12-31 22:30:00
-- expect: 2020-02-01 01:00:00 | 2020-01-31 22:30:00
-- expect: 1500-03-01 01:00:00 | 1500-02-28 22:30:00
select d + interval '1' hour, d - interval '90' minute from t order by i;
