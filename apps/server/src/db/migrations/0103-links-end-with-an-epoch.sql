-- A link that works once must not work again because its host was restored: the backup does not know that it was used, or withdrawn, since.
-- Nobody can tell which were, so all that are open end with the epoch. Source: docs/decisions/0016-backup.md.

create function komar.withdraw_links() returns table (invitations int, questionnaires int)
language sql volatile set search_path = pg_catalog, pg_temp as $$
  -- Those whose time has passed too: the clock of a machine that was just set up may be wrong.
  with invited as (
    update komar.invitation i set withdrawn_at = now() where i.used_at is null and i.withdrawn_at is null returning i.until > now() as was_open
  ), asked as (
    update komar.questionnaire q set revoked_on = komar.today_host(), greeting = null, asked_by = null
    where q.answered_on is null and q.revoked_on is null returning q.until >= komar.today_host() as was_open
  )
  select (select count(*)::int from invited where was_open), (select count(*)::int from asked where was_open)
$$;
comment on function komar.withdraw_links() is 'After a restore, as the owner: every one-time link that is open ends, of invitations and of questionnaires. Answers how many would still have worked.';

create or replace function komar.begin_epoch() returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
  select komar.withdraw_links();
  with begun as (
    insert into komar.restoration (epoch, before, after_seq, chain)
    select gen_random_uuid(), h.epoch, c.seq, c.chain from komar.host h, komar.chain_head c returning epoch
  )
  update komar.host h set epoch = begun.epoch from begun returning h.epoch
$$;
comment on function komar.begin_epoch() is 'After a restore, as the owner: every cursor and every one-time link given out before ends.';

revoke execute on function komar.withdraw_links(), komar.begin_epoch() from public;
