// Which tables a backup holds. What follows from entries is made anew on restoring, what passes (sessions, counted failures, changes
// of scope behind cursors that no longer hold) is left out. A test holds this list to the database's own catalogue.
// Source: docs/decisions ("Backup": entries, chain, accounts; restore = load + rebuild + verify).

/** Tables in a backup, each after those that it refers to. */
export const keptTables = [
  'host',
  'agency',
  'account',
  'agency_membership',
  'account_secret',
  'invitation',
  'second_factor',
  'recovery_code',
  'passkey',
  'provider_tie',
  'device',
  'agency_key',
  'device_key',
  'agency_key_wrap',
  'agency_key_part',
  'circle',
  'user_circle',
  'subject',
  'entry',
  'chain',
  'chain_head',
  'entry_subject',
  'erased',
  'withholding',
  'refusal',
  'read_log',
  'host_key',
  'restoration',
  'signing_key',
  'signed_head',
  'hand_in',
  'device_keeping',
  'attachment',
  'attachment_part',
  'reminder',
  'push_subscription',
  'questionnaire',
  'broken_glass',
] as const
export type KeptTable = (typeof keptTables)[number]

/** Made anew from entries, at the restore or at the next start. */
export const derivedTables = [
  'subject_circle',
  'child_identity',
  'child_status',
  'deadline',
  'carer_identity',
  'carer_custody',
  'child_carer',
  'facility',
  'child_worker',
  'child_district',
  'letter',
  'advice',
  'child_merge',
  'diary_keeper',
  'child_seal',
  'projections_made',
] as const

/** Of this moment and this machine only: nobody is signed in on a restored host, its cursors begin anew, and so do its backups. */
export const passingTables = [
  'session',
  'sign_in_failure',
  'passkey_challenge',
  'provider_flow',
  'scope_event',
  'withheld_later',
  'backup_run',
] as const

/** Written by every start from the program itself. */
export const programTables = ['migration', 'role_class', 'kind_registry'] as const
