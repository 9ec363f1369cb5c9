-- The keeper's policy on the events of scope let it read and write, and it was granted only to read: triggers of the owner write them.
-- Source: apps/server/src/db/test-rights.ts, which says what each role may do.

drop policy keeper on komar.scope_event;
create policy keeper on komar.scope_event for select to komar_keeper using (true);

-- It reads the whole table: the one column needs no grant of its own.
revoke select (ends) on komar.subject_circle from komar_keeper;
