CREATE INDEX lineitem_ship ON lineitem (l_shipdate)
  INCLUDE (l_quantity, l_extendedprice, l_discount, l_tax, l_returnflag, l_linestatus);

CREATE INDEX lineitem_part ON lineitem (l_partkey, l_suppkey)
  INCLUDE (l_quantity, l_extendedprice, l_discount, l_shipdate);

CREATE INDEX orders_date ON orders (o_orderdate)
  INCLUDE (o_custkey, o_orderpriority, o_shippriority);

CREATE INDEX orders_customer ON orders (o_custkey)
  INCLUDE (o_orderdate, o_totalprice, o_comment);
