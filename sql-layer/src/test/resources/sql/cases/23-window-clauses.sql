-- Windows that refer to windows, FILTER before OVER, defaults of LAG and LEAD.

create table f (i int primary key, p int, k int, v int);

insert into f values (1, 1, 1, 1), (2, 1, 1, 2), (3, 1, 2, null), (4, 1, 5, 4), (5, 1, null, 5), (6, 2, 2, 6), (7, 2, 2, 7), (8, 2, null, 8), (9, 2, 3, 9);

-- expect: 1 | 1
-- expect: 2 | 3
-- expect: 3 | 2
-- expect: 4 | 4
-- expect: 5 | 9
-- expect: 6 | 11
-- expect: 7 | 13
-- expect: 8 | 15
-- expect: 9 | 17
select i, sum(v) over (w rows 1 preceding) from f window w as (order by i) order by i;

-- expect: 1 | 2
-- expect: 2 | 1
-- expect: 3 | 6
-- expect: 4 | 5
-- expect: 5 | 10
-- expect: 6 | 12
-- expect: 7 | 14
-- expect: 8 | 16
-- expect: 9 | 8
select i, sum(v) over (w rows between 1 preceding and 1 following exclude current row) from f window w as (order by i) order by i;

-- expect: 1 | 16
-- expect: 2 | 16
-- expect: 3 | 25
-- expect: 4 | 4
-- expect: 5 | 13
-- expect: 6 | 25
-- expect: 7 | 25
-- expect: 8 | 13
-- expect: 9 | 22
select i, sum(v) over (w range between 1 preceding and 1 following) from f window w as (order by k) order by i;

-- expect: 1 | 1
-- expect: 2 | 3
-- expect: 3 | 2
-- expect: 4 | 4
-- expect: 5 | 9
-- expect: 6 | 6
-- expect: 7 | 13
-- expect: 8 | 15
-- expect: 9 | 17
select i, sum(v) over (w order by i rows 1 preceding) from f window w as (partition by p) order by i;

-- expect: 1 | 1
-- expect: 2 | 3
-- expect: 3 | 2
-- expect: 4 | 4
-- expect: 5 | 9
-- expect: 6 | 6
-- expect: 7 | 13
-- expect: 8 | 15
-- expect: 9 | 17
select i, sum(v) over x from f window w as (partition by p), x as (w order by i rows 1 preceding) order by i;

-- error: 42P20
select i, sum(v) over (w) from f window w as (partition by p order by i rows 1 preceding) order by i;

-- expect: 1 | 1
-- expect: 2 | 3
-- expect: 3 | 2
-- expect: 4 | 4
-- expect: 5 | 9
-- expect: 6 | 6
-- expect: 7 | 13
-- expect: 8 | 15
-- expect: 9 | 17
select i, sum(v) over w from f window w as (partition by p order by i rows 1 preceding) order by i;

-- error: 42P20
select i, sum(v) over (w rows 0 preceding) from f window w as (partition by p order by i rows 1 preceding) order by i;

-- error: 42P20
select i, sum(v) over (w order by v) from f window w as (partition by p order by i) order by i;

-- error: 42704
select i, sum(v) over (nosuch rows 1 preceding) from f;

-- expect: 1
-- expect: 3
-- expect: 2
-- expect: 4
-- expect: 6
-- expect: 5
-- expect: 7
-- expect: 8
-- expect: 9
select i from f window w as (partition by p) order by sum(v) over (w order by i rows 1 preceding) nulls first, i;

-- error: 42P20
select i, sum(v) over (w groups 1 preceding) from f window w as (partition by p);

-- error: 42P20
select i, sum(v) over (w partition by k) from f window w as (partition by p);

-- expect: 1
-- expect: 2
-- expect: NULL
-- expect: 4
-- expect: 5
-- expect: 6
-- expect: 7
-- expect: 8
-- expect: 9
select (select sum(x.v) over (w rows 0 preceding) from f as x where x.i = f.i window w as (order by x.i)) from f order by i;

-- expect: 1 | NULL
-- expect: 2 | NULL
-- expect: 3 | NULL
-- expect: 4 | 4
-- expect: 5 | 9
-- expect: 6 | 15
-- expect: 7 | 22
-- expect: 8 | 30
-- expect: 9 | 39
select i, sum(v) filter (where v > 2) over (order by i) from f order by i;

-- expect: 1 | 0
-- expect: 2 | 0
-- expect: 3 | 0
-- expect: 4 | 1
-- expect: 5 | 2
-- expect: 6 | 3
-- expect: 7 | 4
-- expect: 8 | 5
-- expect: 9 | 6
select i, count(*) filter (where v > 2) over (order by i) from f order by i;

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 2
-- expect: 4 | 2
-- expect: 5 | 2
-- expect: 6 | 2
-- expect: 7 | 2
-- expect: 8 | 2
-- expect: 9 | 2
select i, count(distinct p) filter (where v > 2) over () from f order by i;

-- expect: 1 | 1.5000000000000000
-- expect: 2 | 1.5000000000000000
-- expect: 3 | 3.0000000000000000
-- expect: 4 | 4.5000000000000000
-- expect: 5 | 4.5000000000000000
-- expect: 6 | 5.0000000000000000
-- expect: 7 | NULL
-- expect: 8 | NULL
-- expect: 9 | NULL
select i, avg(v) filter (where p = 1) over (order by i rows between 1 preceding and 1 following) from f order by i;

-- expect: 1 | 1 | NULL
-- expect: 2 | 1 | 10
-- expect: 3 | 1 | 10
-- expect: 4 | 1 | 10
-- expect: 5 | 1 | 10
-- expect: 6 | 1 | 10
-- expect: 7 | 1 | 10
-- expect: 8 | 1 | 10
-- expect: 9 | 1 | 10
select i, min(v) filter (where p = k) over w, max(10 / (v - 1)) filter (where v > 1) over w from f window w as (order by i) order by i;

-- expect: 1 | NULL
-- expect: 2 | NULL
-- expect: 3 | NULL
-- expect: 4 | NULL
-- expect: 5 | NULL
-- expect: 6 | 0.944911182523068
-- expect: 7 | 0.944911182523068
-- expect: 8 | 0.944911182523068
-- expect: 9 | 0.944911182523068
select i, corr(v, k) filter (where k > 1) over (partition by p) from f order by i;

-- expect: 1 | 3
-- expect: 2 | 3
-- expect: 3 | 3
-- expect: 4 | 3
-- expect: 5 | 3
-- expect: 6 | 0
-- expect: 7 | 0
-- expect: 8 | 0
-- expect: 9 | 0
select i, count(*) filter (where v in (select k from f)) over (partition by p) from f order by i;

-- expect: 1 | NULL
-- expect: 2 | TRUE
-- expect: 3 | TRUE
-- expect: 4 | TRUE
-- expect: 5 | TRUE
-- expect: 6 | TRUE
-- expect: 7 | TRUE
-- expect: 8 | TRUE
-- expect: 9 | TRUE
select i, bool_and(v > 1) filter (where i <> 1) over (order by i) from f order by i;

-- expect: NULL
-- expect: NULL
-- expect: NULL
-- expect: 4
-- expect: 4,5
-- expect: 4,5,6
-- expect: 4,5,6,7
-- expect: 4,5,6,7,8
-- expect: 4,5,6,7,8,9
select string_agg(cast(i as varchar(3)), ',') filter (where v > 2) over (order by i) from f order by i;

-- error: 0A000
select row_number() filter (where v > 10) over (order by i) from f;

-- error: 0A000
select lag(v) filter (where v > 10) over (order by i) from f;

-- error: 0A000
select first_value(v) filter (where v > 10) over (order by i) from f;

-- expect: 35 | 9
select sum(v) filter (where v > 4), sum(count(*)) over () from f;

-- expect: 1 | NULL
-- expect: 2 | 30
select p, sum(sum(v)) filter (where p > 1) over (order by p) from f group by p order by p;

-- error: 42883
select nosuch(v) filter (where v > 10) over (order by i) from f;

-- expect: 1 | 1.5
-- expect: 2 | 1.0
-- expect: 3 | 2.0
-- expect: 4 | NULL
-- expect: 5 | 4.0
-- expect: 6 | 5.0
-- expect: 7 | 6.0
-- expect: 8 | 7.0
-- expect: 9 | 8.0
select i, lag(v, 1, 1.5) over (order by i) from f order by i;

-- expect: 1 | 3.0
-- expect: 2 | 4.5
-- expect: 3 | 6.0
-- expect: 4 | 7.5
-- expect: 5 | 9.0
-- expect: 6 | 10.5
-- expect: 7 | 12.0
-- expect: 8 | 13.5
-- expect: 9 | 1.0
select i, lead(i * 1.5, 1, 1) over (order by i) from f order by i;

-- expect: 1 | 1.0
-- expect: 2 | 1.0
-- expect: 3 | 2.0
-- expect: 4 | NULL
-- expect: 5 | 4.0
-- expect: 6 | 5.0
-- expect: 7 | 6.0
-- expect: 8 | 7.0
-- expect: 9 | 8.0
select i, lag(v, 1, cast(1 as double precision)) over (order by i) from f order by i;

-- expect: 1 | 99999999999
-- expect: 2 | 99999999999
-- expect: 3 | 1
-- expect: 4 | 2
-- expect: 5 | NULL
-- expect: 6 | 4
-- expect: 7 | 5
-- expect: 8 | 6
-- expect: 9 | 7
select i, lag(v, 2, 99999999999) over (order by i) from f order by i;

-- expect: 1 | longer text
-- expect: 2 | a1
-- expect: 3 | a2
-- expect: 4 | a3
-- expect: 5 | a4
-- expect: 6 | a5
-- expect: 7 | a6
-- expect: 8 | a7
-- expect: 9 | a8
select i, lag('a' || i, 1, 'longer text') over (order by i) from f order by i;

-- expect: 1 | 1.5
-- expect: 2 | 1.0
-- expect: 3 | 2.0
-- expect: 4 | 2.0
-- expect: 5 | 4.0
-- expect: 6 | 5.0
-- expect: 7 | 6.0
-- expect: 8 | 7.0
-- expect: 9 | 8.0
select i, lag(v, 1, v + 0.5) ignore nulls over (order by i) from f order by i;

-- expect: 1 | NULL
-- expect: 2 | 1
-- expect: 3 | 2
-- expect: 4 | NULL
-- expect: 5 | 4
-- expect: 6 | 5
-- expect: 7 | 6
-- expect: 8 | 7
-- expect: 9 | 8
select i, lag(v, 1, null) over (order by i) from f order by i;
