-- The pool of leads that comes with the product.
insert into crm_pool (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, type, active, position,
    mode, zone, claim_limit_per_day, holding_limit, count_won, cool_down_days, reclaim_no_follow_up_days, reclaim_leavers,
    day_kind, warn_days)
  values (2, 1, current_timestamp, 0, current_timestamp, 0, '01', '线索公海', 'leads', true, 100,
    'claim', 'Asia/Shanghai', 30, 300, false, 3, 15, true,
    'natural', 3);
