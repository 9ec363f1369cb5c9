-- The list of complaints: few entries among all, and asked for across children.
create index on komar.entry_subject (seq) where class_bit = 128;
