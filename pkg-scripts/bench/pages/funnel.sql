-- insitu's definition of an ordered funnel: the deepest attempt of each customer within seven days of its entry. Running from event to
-- event, each step keeps the latest entry that led to it, which leaves the most time.
with step as (
    select "客户ID" as user_id, "行为时间" as t,
           case "行为类型" when 'view' then 1 when 'cart' then 2 when 'purchase' then 3 else 4 end as k
    from events where "行为类型" in ('view', 'cart', 'purchase', 'repurchase')),
  second as (
    select *, max(t) filter (k = 1) over way as entry from step
    window way as (partition by user_id order by t, k rows unbounded preceding)),
  third as (
    select user_id, t, k, max(entry) filter (k = 2 and t <= entry + interval 7 day) over way as entry from second
    window way as (partition by user_id order by t, k rows unbounded preceding)),
  fourth as (
    select user_id, t, k, entry as before, max(entry) filter (k = 3 and t <= entry + interval 7 day) over way as entry from third
    window way as (partition by user_id order by t, k rows unbounded preceding)),
  depth as (
    select user_id,
           max(case when k = 4 and t <= entry + interval 7 day then 4
                    when k = 3 and t <= before + interval 7 day then 3
                    when k = 2 and before is not null then 2
                    when k = 1 then 1 end) as depth
    from fourth group by user_id)
select depth, count(*)::integer as customers from depth where depth is not null group by depth order by depth
