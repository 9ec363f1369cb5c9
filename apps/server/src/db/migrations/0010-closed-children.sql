-- Children with whom work has ended leave the ordinary lists and are still found by name. The column carries no class: it says that
-- work has ended, and neither why nor where the child lives.

alter table komar.child_status add column is_closed boolean not null default false;
create index on komar.child_status (child) where is_closed;
