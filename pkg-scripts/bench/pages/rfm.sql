-- insitu's definitions: refunds subtract from the money but are no purchase; as of the day after the last one; a score is
-- the place of a value among all (equal values, equal score) in five parts; those without a purchase are not scored.
-- Grouping by order first is quicker here than count(distinct …): 0.18 s instead of 0.24 s.
create table customer as
  with purchase as (
    select "客户ID" as user_id, "订单号" as order_id,
           max("下单时间") filter ("实付金额" >= 0 and "数量" >= 0) as bought,
           sum("实付金额") as amount
    from orders group by all)
  select user_id,
         date_diff('day', max(bought)::date, (select max(bought)::date + 1 from purchase)) as days,
         count(bought) as frequency,
         sum(amount) as monetary
  from purchase group by user_id;

create table score as
  select *,
         5 - (rank() over (order by days) - 1) * 5 // count(*) over () as r,
         (rank() over (order by frequency) - 1) * 5 // count(*) over () + 1 as f,
         (rank() over (order by monetary) - 1) * 5 // count(*) over () + 1 as m
  from customer where frequency > 0;

select r, f, count(*) as customers, sum(monetary) as revenue, avg(monetary) as mean_monetary
  from score group by r, f order by r, f;
