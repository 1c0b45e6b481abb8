-- Correlated sub-queries in the select list, HAVING and ORDER BY of a query that groups.

create table t (i int primary key, k int, v int);

create table u (k int primary key, s varchar(10), w int);

insert into t values (1, 1, 10), (2, 1, 20), (3, 2, 30);

insert into u values (1, 'x', 5), (2, 'y', 6), (3, 'z', 7);

-- expect: 1 | 1 | 5
-- expect: 1 | 2 | 6
-- expect: 2 | 3 | 7
select o.k, o.i, (select max(u.w) from u where u.k = (select max(x.k) from u as x where x.k = o.i)) from t as o group by o.k, o.i order by o.i;

-- expect: 10 | 1 | 5
-- expect: 20 | 1 | 5
-- expect: 30 | 2 | 6
select o.v, o.k, (select max(u.w) from u where u.k = (select max(x.k) from u as x where x.k = o.k)) from t as o group by o.v, o.k order by 1;

-- expect: 1 | 10
-- expect: 1 | 20
-- expect: 2 | 30
select o.k, o.v from t as o group by o.k, o.v having exists (select 1 from u where u.k in (select x.k from u as x where x.k * 10 = o.v)) order by 2;

-- error: 0A000
select o.v + 0, o.k + 0, (select max(u.w) from u where u.k = (select max(x.k) from u as x where x.k = o.k + 0)) from t as o group by o.v + 0, o.k + 0 order by 1;

-- expect: 10 | 1 | 5
-- expect: 20 | 1 | 5
-- expect: 30 | 2 | 6
select o.v, o.k, (select max(u.w) from u where u.k = o.k and u.w < o.v) from t as o group by o.v, o.k order by 1;

-- expect: 10 | 1 | 3
-- expect: 20 | 1 | 3
-- expect: 30 | 2 | 3
select o.v, o.k, (select count(*) from u where u.k = o.k or u.w < o.v + o.k) from t as o group by o.v, o.k order by 1;

-- expect: 10 | 1
select o.v, o.k from t as o group by o.v, o.k having exists (select 1 from u where u.k = o.k and u.w * 4 > o.v) order by 1;

-- expect: 10 | 1
-- expect: 20 | 1
-- expect: 30 | 2
select o.v, o.k from t as o group by o.v, o.k order by (select max(u.w) from u where u.k = o.k and u.w < o.v), o.v;

-- expect: 1 | 1 | 1
-- expect: 1 | 2 | 0
-- expect: 2 | 1 | 1
select p.k, o.k, (select count(*) from u where u.k = o.k and u.w < p.k + 5) from t as o join t as p on o.i <> p.i group by p.k, o.k order by 1, 2;

-- expect: 1 | 1 | 1
-- expect: 1 | 2 | 0
-- expect: 2 | 1 | 1
select p.k, o.k, (select count(*) from u where u.k = o.k and u.w < p.k + 5 and exists (select 1 from u as z where z.k = o.k and z.w > p.k)) from t as o join t as p on o.i <> p.i group by p.k, o.k order by 1, 2;

-- expect: 1 | 10 | 1
-- expect: 1 | 20 | 1
-- expect: 2 | 30 | 1
select a, b, (select count(*) from u where u.k = o.a and u.w < o.b) from (select v as b, k as a from t group by k, v) as o order by 1, 2;

-- expect: 1 | 10 | 1
-- expect: 1 | 20 | 1
-- expect: 2 | 30 | 1
select a, b, (select count(*) from u where u.k = o.a and u.w < o.b) from (select k as a, v as b from t) as o group by b, a order by 1, 2;

-- expect: 1 | 10 | 1
-- expect: 1 | 20 | 1
-- expect: 2 | 30 | 1
select a, b, (select count(*) from u where u.k = o.a and u.w < o.b) from (select distinct k as a, v as b from t) as o order by 1, 2;

-- expect: 1 | 10
select o.x, o.y from (select distinct k, v from t) as o(x, y) where exists (select 1 from u where u.k = o.x and u.w * 4 > o.y) order by 1, 2;

-- expect: 10 | 1 | 1 | 1
-- expect: 10 | NULL | 1 | 0
-- expect: 20 | 1 | 2 | 1
-- expect: 20 | NULL | 2 | 0
-- expect: 30 | 2 | 3 | 1
-- expect: 30 | NULL | 3 | 0
-- expect: NULL | NULL | 6 | 0
select o.v, o.k, sum(o.i), (select count(*) from u where u.k = o.k and u.w < o.v) from t as o group by rollup (o.v, o.k) order by 1, 2, 3;

-- expect: 10 | 1 | 2
-- expect: 20 | 1 | 3
-- expect: 30 | 2 | 4
select o.v, o.k, (select count(*) from u where u.k = o.k and u.w < o.v) + sum(o.i) from t as o group by o.v, o.k having sum(o.i) < (select max(u.w) from u where u.k > o.k and u.w < o.v) order by 1;

-- error: 0A000
select o.v, o.k, (select count(*) from u where u.k = o.k and u.w < o.v + o.i) from t as o group by o.v, o.k order by 1;

-- error: 0A000
select o.k, sum(o.v), (select max(w) from u where w < sum(o.v)) from t as o group by o.k order by 1;

-- expect: 1
-- expect: 2
select o.k from t as o group by o.k having exists (select u.k from u where u.k = o.k) order by 1;

-- expect: 1
-- expect: 2
select o.k from t as o group by o.k having exists (select u.k from u where u.k = (select o.k)) order by 1;

-- expect: 2
select o.k from t as o group by o.k having (select max(u.w) from u where u.k = o.k) > 5 order by 1;

-- expect: 1 | 5
-- expect: 2 | 6
select o.k, (select max(u.w) from u group by u.k having u.k = o.k) from t as o group by o.k order by 1;

-- expect: 1 | 8
-- expect: 2 | 9
select o.k, (select max(u.w) + (select o.k) from u) from t as o group by o.k order by 1;

-- expect: 2
select o.k from t as o group by o.k having (select max(u.w) + o.k from u) > 8 order by 1;

-- error: 0A000
select o.k, (select sum(o.v) from u) from t as o group by o.k order by 1;

-- error: 0A000
select o.k, (select count(*) from u having sum(o.v + 1) > 5) from t as o group by o.k order by 1;

-- expect: 1 | 18
-- expect: 2 | 36
select o.k, (select sum(o.k * u.w) from u) from t as o group by o.k order by 1;
