-- STRING_AGG in an order, microseconds of interval literals, FLOOR of intervals.

create table t (i int primary key, k int, s varchar(10), c char(5));

insert into t values (1, 1, 'ab', 'ab'), (2, 1, 'b', 'b'), (3, 2, 'C', null), (4, 2, null, 'd');

-- expect: b,ab,C
select string_agg(s, ',' order by s desc) from t;

-- expect: 1 | b-ab
-- expect: 2 | C
select k, string_agg(s, '-' order by i desc) from t group by k order by k;

-- expect: ab,b,C
select string_agg(s, ',' order by k, s nulls first) from t;

-- expect: abbbCC
select string_agg(s, s order by i) from t;

-- expect: C,ab,b
select string_agg(distinct s, ',' order by s) from t;

-- expect: C!, B!, AB!
select string_agg(upper(s) || '!', ', ' order by length(s), s) from t;

-- expect: ab,b,d
select string_agg(c, ',' order by c) from t;

-- expect: ab,b
select string_agg(s, ',' order by s) filter (where i < 3) from t;

-- expect: ab
select string_agg(s, ',') filter (where i < 2) from t;

-- expect: 4,3,2,1
select string_agg(cast(i as varchar(10)), ',' order by i desc) from t;

-- expect: ab,b
-- expect: C
select (select string_agg(x.s, ',' order by x.i) from t as x where x.k = o.k) from t as o where i in (1, 3) order by i;

-- expect: 4
select cardinality(array_agg(s order by i)) from t;

-- error: 42883
select floor(interval '1' day);

-- error: 42883
select ceil(interval '1' day);

-- error: 42883
select floor(interval '1' month);

-- expect: 00:00:01.123456
select interval '1.123456' second;

-- expect: 00:00:00.000001
select interval '0.000001' second;

-- expect: 1 day 02:03:04.567891
select interval '1 02:03:04.567891' day to second;

-- error: 42601
select timestamp '2020-01-01 00:00:00.5' - interval '0.0000015' second = timestamp '2020-01-01 00:00:00.499999';

-- expect: 00:00:00.001
select interval '00:00.000999' minute to second + interval '00:00.000001' minute to second;

-- expect: -00:00:00.000004
select -interval '0.000004' second;

-- expect: -00:00:00.000004
select interval '-0.000004' second;

-- expect: 1000007
select extract(microsecond from interval '1.000007' second);
