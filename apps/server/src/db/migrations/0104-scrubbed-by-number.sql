-- What was erased and is not yet scrubbed is known by number. By time it was not, now that a host is scrubbed while it runs: the instant of
-- an erasure is that at which its transaction began, so one could be committed behind a later one, and a clock can be set back.

alter table komar.host drop column scrubbed_at;
alter table komar.host add column scrubbed_erasures bigint not null default 0, add column scrub_waits_since timestamptz;
comment on column komar.host.scrubbed_erasures is 'How many rows of erased there were when the engine''s files were last rewritten; with more, it is due again.';
comment on column komar.host.scrub_waits_since is 'Since when a host that runs waits for the night in which it is done; null while nothing waits. Real time.';
