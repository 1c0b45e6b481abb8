-- USING and NATURAL over several tables, in all clauses.

create table a (k int primary key, x int, y char(5));

create table b (k bigint primary key, x int, z int);

create table c (k int, x int, w int);

insert into a values (1, 1, 'a'), (2, 2, 'b'), (3, null, null);

insert into b values (2, 2, 5), (3, 3, 6), (4, 4, 7);

insert into c values (2, 2, 1), (3, null, 2), (4, 4, 3), (5, 5, 4);

-- expect: 3 | NULL | 3
select k, a.x, b.x from a join b using (k) where k > 2 order by k;

-- error: 0A000
select k from a full join b using (k) full join c using (k) where k <> 3 order by k;

-- expect: 1 | 1
-- expect: 2 | 1
-- expect: 3 | 1
select k, count(*) from a left join b using (k) left join c using (k) group by k order by k;

-- expect: 2 | 2 | 1
select k, x, count(*) from a natural join b natural join c group by k, x order by k;

-- expect: 2 | 2 | b | 1
select * from a natural join c order by k;

-- expect: 1 | 1
-- expect: 2 | 2
-- expect: 3 | NULL
-- expect: 3 | NULL
-- expect: 4 | 4
-- expect: 5 | 5
select k, x from a natural full join c order by k, x;

-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 4 | 3
-- expect: 5 | 4
select k as q, sum(w) over (partition by k order by w) from a right join c using (k) order by q, w;

-- expect: 1
-- expect: 2
select sum(w) over k from a join c using (k) window k as (partition by k order by w) order by 1;

-- expect: 3
select k from a join b using (k) where exists (select 1 from c where c.k = b.k and c.w > 1) order by k;

-- expect: 4 | 1
select max(k), min(k) from a full join b using (k) having max(k) > 3;

-- expect: 2 | 0
-- expect: 3 | 1
select k, (select count(*) from c where c.k < a.k) from a join b using (k) group by k, a.k order by k;

-- expect: x
-- expect: two
select case k when 2 then 'two' else 'x' end as t from a join b using (k) group by k order by k desc;

-- expect: 2
-- expect: 3
select a.k from a join (b join c using (k)) using (k) group by a.k, k order by k;

-- expect: 2
select z.k from (select k from a join b using (k)) as z join c using (k) where k = 2;

-- expect: 3
-- expect: 4
select k + 1 as k from a join b using (k) order by k;

-- expect: 2
select distinct x from a join b using (x) order by x;

-- error: 42702
select k from a join b on a.k = b.k;

-- error: 42702
select z, k from a cross join b where k = 1;

-- expect: 2 | 2 | b | 5 | 1
select * from a natural join b natural join c order by 1;

-- expect: 1 | 1 | a | NULL | NULL | NULL | NULL
-- expect: 2 | 2 | b | 2 | 5 | 2 | 1
-- expect: 3 | NULL | NULL | 3 | 6 | NULL | 2
select * from a left join b using (k) left join c using (k) order by 1;

-- expect: 1 | 1 | a | NULL | NULL
-- expect: 2 | 2 | b | 2 | 5
-- expect: 3 | NULL | NULL | 3 | 6
-- expect: 4 | NULL | NULL | 4 | 7
select * from a full join b using (k) order by 1;

-- expect: 2 | 2 | b | 2 | 5
-- expect: 3 | NULL | NULL | 3 | 6
-- expect: 4 | NULL | NULL | 4 | 7
select * from a right join b using (k) order by 1;

-- error: 0A000
select k from a right join b using (k) join c using (k) order by k;

-- error: 0A000
select * from a natural full join b natural full join c order by 1;

-- error: 0A000
select k from c join (a full join b using (k)) using (k) order by k;

-- error: 0A000
select k from a right join b using (k) full join c using (k) order by k;
