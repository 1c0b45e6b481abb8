-- Frames of windows in GROUPS.

create table f (i int primary key, p int, k int, v int);

insert into f values (1, 1, 1, 1), (2, 1, 1, 2), (3, 1, 2, null), (4, 1, 5, 4), (5, 1, null, 5), (6, 2, 2, 6), (7, 2, 2, 7), (8, 2, null, 8), (9, 2, 3, 9);

-- expect: 1 | 3
-- expect: 2 | 3
-- expect: 3 | 16
-- expect: 4 | 13
-- expect: 5 | 17
-- expect: 6 | 16
-- expect: 7 | 16
-- expect: 8 | 17
-- expect: 9 | 22
select i, sum(v) over (order by k groups between 1 preceding and current row) from f order by i;

-- expect: 1 | 3
-- expect: 2 | 3
-- expect: 3 | 16
-- expect: 4 | 13
-- expect: 5 | 17
-- expect: 6 | 16
-- expect: 7 | 16
-- expect: 8 | 17
-- expect: 9 | 22
select i, sum(v) over (order by k groups 1 preceding) from f order by i;

-- expect: 1 | 22
-- expect: 2 | 22
-- expect: 3 | 13
-- expect: 4 | 13
-- expect: 5 | NULL
-- expect: 6 | 13
-- expect: 7 | 13
-- expect: 8 | NULL
-- expect: 9 | 17
select i, sum(v) over (order by k groups between 1 following and 2 following) from f order by i;

-- expect: 1 | 5
-- expect: 2 | 5
-- expect: 3 | 5
-- expect: 4 | 3
-- expect: 5 | 2
-- expect: 6 | 4
-- expect: 7 | 4
-- expect: 8 | 2
-- expect: 9 | 4
select i, count(*) over (partition by p order by k desc groups between unbounded preceding and 1 following) from f order by i;

-- expect: 1 | 3
-- expect: 2 | 3
-- expect: 3 | 2
-- expect: 4 | 1
-- expect: 5 | 0
-- expect: 6 | 3
-- expect: 7 | 3
-- expect: 8 | 0
-- expect: 9 | 1
select i, count(v) over (partition by p order by k groups between current row and unbounded following exclude current row) from f order by i;

-- expect: 1 | 13
-- expect: 2 | 13
-- expect: 3 | 12
-- expect: 4 | 22
-- expect: 5 | 4
-- expect: 6 | 12
-- expect: 7 | 12
-- expect: 8 | 4
-- expect: 9 | 17
select i, sum(v) over (order by k groups between 1 preceding and 1 following exclude group) from f order by i;

-- expect: 1 | 14
-- expect: 2 | 15
-- expect: 3 | 12
-- expect: 4 | 26
-- expect: 5 | 9
-- expect: 6 | 18
-- expect: 7 | 19
-- expect: 8 | 12
-- expect: 9 | 26
select i, sum(v) over (order by k groups between 1 preceding and 1 following exclude ties) from f order by i;

-- expect: 1 | NULL
-- expect: 2 | NULL
-- expect: 3 | 1
-- expect: 4 | 6
-- expect: 5 | 4
-- expect: 6 | 1
-- expect: 7 | 1
-- expect: 8 | 4
-- expect: 9 | 6
select i, min(v) over (order by k, p groups between 2 preceding and 1 preceding exclude no others) from f order by i;

-- expect: 1 | 2
-- expect: 2 | 2
-- expect: 3 | 3
-- expect: 4 | 5
-- expect: 5 | 1
-- expect: 6 | 3
-- expect: 7 | 3
-- expect: 8 | 1
-- expect: 9 | 5
select i, last_value(k) over (order by k nulls first groups between current row and 1 following) from f order by i;

-- expect: 1 | 1
-- expect: 2 | 1
-- expect: 3 | 1
-- expect: 4 | 5
-- expect: 5 | NULL
-- expect: 6 | 1
-- expect: 7 | 1
-- expect: 8 | NULL
-- expect: 9 | 2
select i, nth_value(k, 2) over (order by k groups between 1 preceding and 9999999999 following) from f order by i;

-- expect: 1 | 3 | 2
-- expect: 2 | 3 | 2
-- expect: 3 | 3 | NULL
-- expect: 4 | 7 | 4
-- expect: 5 | 12 | 5
-- expect: 6 | 13 | 7
-- expect: 7 | 13 | 7
-- expect: 8 | 30 | 8
-- expect: 9 | 22 | 9
select i, sum(v) over w, max(v) over (w groups 0 preceding) from f window w as (partition by p order by k) order by i;

-- expect: 3
-- expect: 3
-- expect: 3
-- expect: 4
-- expect: 4
-- expect: 9
-- expect: 13
-- expect: NULL
-- expect: NULL
select sum(v) over w as s from f window w as (order by k groups between 1 preceding and 1 preceding) order by s;

-- expect: 3
-- expect: 3
-- expect: 4
-- expect: 9
-- expect: 13
-- expect: 13
-- expect: 13
-- expect: 13
-- expect: 13
select sum(v) over (order by k groups current row) as s from f order by s;

-- the frame of groups and that of rows are not the same window
-- expect: 1 | 1 | 2
-- expect: 2 | 2 | 2
-- expect: 3 | 2 | 5
-- expect: 4 | 2 | 2
-- expect: 5 | 2 | 3
-- expect: 6 | 2 | 5
-- expect: 7 | 2 | 5
-- expect: 8 | 2 | 3
-- expect: 9 | 2 | 4
select i, count(*) over (order by k, i rows 1 preceding), count(*) over (order by k groups 1 preceding) from f order by i;

-- error: 22013
select sum(v) over (order by k groups between -1 preceding and current row) from f;

-- error: 22004
select sum(v) over (order by k groups between current row and cast(null as int) following) from f;

-- error: 42P20
select sum(v) over (groups 1 preceding) from f;

-- error: 42P20
select sum(v) over (partition by p groups between unbounded preceding and current row) from f;

-- error: 42P20
select sum(v) over (order by k groups between 2 following and 1 preceding) from f;

-- error: 42P20
select sum(v) over (order by k groups between unbounded following and 1 preceding) from f;

-- error: 42804
select sum(v) over (order by k groups between cast('x' as varchar(1)) preceding and current row) from f;
