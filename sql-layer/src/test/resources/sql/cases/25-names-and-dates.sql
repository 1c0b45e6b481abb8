-- Columns that USING and NATURAL merge, columns of outer queries beside groups, days of 1582.

create table t (i int primary key, k int, v int, s varchar(10), d date, ts timestamp, c char(5));

insert into t values (1, 1, 10, 'x', date '1582-10-10', timestamp '1582-10-10 10:11:12.5', 'a'), (2, 1, 20, 'y', date '1582-10-04', null, 'b'), (3, 2, 30, 'x', date '1582-10-15', null, null);

create table u (k int primary key, s varchar(10), w int);

insert into u values (1, 'x', 5), (2, 'y', 6), (3, 'z', 7);

-- expect: 1 | 2
-- expect: 2 | 1
select k, count(*) from t join u using (k) group by k order by k;

-- expect: 2 | 32
select k, sum(v) + k from t join u using (k) group by k having k > 1 order by k;

-- expect: 2 | 6
-- expect: 1 | 10
select k, sum(w) from t left join u using (k) group by k order by k desc;

-- expect: 1 | 30
-- expect: 2 | 30
-- expect: 3 | NULL
select k, sum(v) from t right join u using (k) group by k order by k;

-- expect: 1 | 30
-- expect: 2 | 30
-- expect: 3 | NULL
select k, sum(v) from t full join u using (k) group by k order by k;

-- expect: x | 1
select s, count(*) from t natural join u group by s order by s;

-- expect: 1 | x | 1
select k, s, count(*) from t natural join u group by k, s order by k, s;

-- expect: 1
-- expect: 1
-- expect: 2
select k from t join u using (k) order by k;

-- expect: 3
-- expect: 2
-- expect: 1
-- expect: 1
select k as z from t full join u using (k) order by k desc;

-- expect: 2 | 1
-- expect: 1 | 1
-- expect: 3 | 2
select i, k from t join u using (k) order by k, i desc;

-- expect: 2
-- expect: 3
select k + 1 from t join u using (k) group by k + 1 order by k + 1;

-- expect: 1 | 2
-- expect: 2 | 1
select t.k, count(*) from t join u using (k) group by t.k order by t.k;

-- expect: 1 | 1 | 1
-- expect: 1 | 1 | 1
-- expect: 2 | 2 | 2
-- expect: 3 | NULL | 3
select k, t.k, u.k from t full join u using (k) order by 1, 2;

-- expect: 1 | 2
-- expect: 1 | 2
-- expect: 2 | 1
select k, count(*) over (partition by k order by k) from t join u using (k) order by k;

-- expect: 1 | 20
select k, max(v) from t join u using (k) where k = 1 group by k;

-- expect: 1
-- expect: 2
select distinct k from t join u using (k) order by k;

-- expect: 1 | 2
-- expect: 2 | 1
select k, count(*) from t join u using (k) join (select k, i from t) as z using (k, i) group by k order by k;

-- expect: NULL | 3
-- expect: 1 | 2
-- expect: 2 | 1
select k, count(*) from t join u using (k) group by rollup (k) order by k nulls first;

-- expect: 1 | 2
-- expect: 2 | 1
-- expect: NULL | 3
select k, count(*) from t join u using (k) group by grouping sets ((k), ()) order by 1;

-- expect: a | 2
-- expect: b | 1
select case when k > 1 then 'b' else 'a' end, count(*) from t join u using (k) group by case when k > 1 then 'b' else 'a' end order by 1;

-- expect: 1
-- expect: 2
select i from t as o where exists (select k from t group by k having max(v) > o.v) order by i;

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 1
select i, (select count(*) from t as x group by x.k having x.k = o.k) from t as o order by i;

-- expect: 1 | 30
-- expect: 2 | 40
-- expect: 3 | 60
select i, (select max(x.v) + o.v from t as x group by x.k having x.k = o.k) from t as o order by i;

-- expect: 1 | 60
-- expect: 2 | NULL
-- expect: 3 | NULL
select i, (select sum(x.v) from t as x having sum(x.v) > o.v * 4) from t as o order by i;

-- error: 0A000
select o.k, sum(o.v), (select count(*) from u group by () having max(u.w) > sum(o.v) - 55) from t as o group by o.k order by 1;

-- expect: 2
select o.k from t as o group by o.k having exists (select u.k from u group by u.k having u.k = o.k and max(u.w) > 5) order by 1;

-- expect: 2
-- expect: 3
select i from t as o where o.v in (select max(v) from t as x group by x.k having x.k = o.k) order by i;

-- expect: 1 | 12
-- expect: 2 | 22
-- expect: 3 | 31
select i, (select o.v + count(*) from t as x where x.k = o.k group by x.k) from t as o order by i;

-- expect: 1 | x
-- expect: 2 | y
-- expect: 3 | x
select i, (select o.s from t as x group by x.k order by max(x.v) + o.v limit 1) from t as o order by i;

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 2
select i, (select x.k from t as x group by x.k order by o.v, x.k desc limit 1) from t as o order by i;

-- error: 42803
select k, v from t group by k;

-- error: 42803
select i, (select max(x.v) from t as x group by x.k having x.i = o.k) from t as o order by i;

-- expect: 1582-10-10 | 1582-10-05 | 1582-10-14 | 1582-10-10 10:11:12 | 1582-10-04 | 1582-10-15
select date '1582-10-10', date '1582-10-05', date '1582-10-14', timestamp '1582-10-10 10:11:12', date '1582-10-04', date '1582-10-15';

-- expect: 1
select i from t where d = date '1582-10-10';

-- expect: 1
select i from t where d between date '1582-10-05' and date '1582-10-14' or ts = timestamp '1582-10-10 10:11:12.5' order by i;

-- expect: 1582-10-10 | 1582-10-10 10:11:12.5
-- expect: 1582-10-04 | NULL
-- expect: 1582-10-15 | NULL
select d, ts from t order by i;

-- expect: 1582-10-12 00:00:00.123 | 11
select timestamp '1582-10-12 00:00:00.123', date '1582-10-15' - date '1582-10-04';

-- expect: 1
select i from t where ts < timestamp '1582-10-10 10:11:12.6';

-- error: 22007
select date '1582-02-30';

-- error: 22007
select date '2023-02-29';

-- error: 22007
select timestamp '2023-01-01 25:00:00';

-- error: 22007
select time '25:00:00';

-- expect: 2023-01-01 00:00:00
select timestamp '2023-01-01';

-- error: 22007
select date 'abc';
