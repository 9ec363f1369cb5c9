// What each of the roles that work in the database may do there, and nothing else: test-catalogue.ts holds the database to it. Whoever
// needs more writes it down here too. Which rows, the policies say; what stands nowhere here is reached by no role.

export type Rights = {
  reads: string
  /** Of these only some columns. */
  readsOf: Readonly<Record<string, string>>
  /** Columns with which a row is added. */
  adds: Readonly<Record<string, string>>
  changes: Readonly<Record<string, string>>
  deletes: string
  /** Reads, adds and deletes whole rows. */
  remakes: string
}

/** Deletes what two acts name (0090-erasure.sql), and looks at what it must know for that. */
const eraser: Rights = {
  // The acts stand in the chain, may be about two records of one child, and leave the entry that brought a record into being.
  reads:
    'entry entry_subject attachment withheld_later refusal hand_in questionnaire erased chain child_merge kind_registry',
  readsOf: {},
  adds: { erased: 'entry subject seq class_bit agency withheld act request' },
  // What a box or a teacher's answers said goes; that there was one stays.
  changes: { hand_in: 'box settled_at', questionnaire: 'answers greeting asked_by settled_on' },
  deletes: 'entry entry_subject attachment withheld_later refusal',
  remakes: '',
}

/** Judges an append with the whole chronicle before it, seals it, and makes the lists that follow from it. */
const keeper: Rights = {
  reads:
    'agency agency_membership chain chain_head circle entry entry_subject erased host kind_registry refusal role_class scope_event subject subject_circle user_circle withheld_later withholding',
  readsOf: { account: 'id agency roles disabled_at' },
  // Nothing that was once written: an entry is the app's to add, and nobody's to change.
  adds: {
    chain: 'seq entry content chain received',
    circle: 'type facility agency',
    entry_subject: 'subject seq entry class_bit agency withheld',
    refusal: 'id agency author device subject kind class_bit content problem written_text received',
    subject: 'id type opened_by',
    subject_circle: 'subject circle mask since until cause via ends',
    user_circle: 'user_id circle mask since until membership',
    withheld_later: 'entry cause before parties',
    withholding: 'entry matter parties',
  },
  changes: {
    chain_head: 'seq chain received',
    entry_subject: 'withheld',
    subject_circle: 'mask since until ends',
    user_circle: 'until',
    withholding: 'matter parties',
  },
  // Who may see whom is derived again, and what no longer follows goes.
  deletes: 'subject_circle',
  remakes:
    'advice carer_custody carer_identity child_carer child_district child_identity child_merge child_seal child_status child_worker deadline diary_keeper facility letter',
}

/** Acts for whoever is signed in. What it changes besides, it does through functions that ask who that is. */
const app: Rights = {
  reads:
    'account advice agency agency_membership attachment attachment_part backup_run broken_glass carer_custody carer_identity chain chain_head child_carer child_district child_identity child_merge child_status child_worker circle deadline device device_keeping entry entry_subject facility hand_in host kind_registry letter push_subscription questionnaire read_log refusal reminder restoration role_class signed_head signing_key user_circle',
  readsOf: {
    child_seal: 'child',
    // Never the hash of the link itself.
    invitation: 'id account purpose made_at made_by until used_at withdrawn_at',
    subject: 'id type opened_by',
    subject_circle: 'id subject circle mask since until cause via',
  },
  adds: {
    account: 'id login display_name agency roles language',
    agency: 'id code name_en name_km kind is_state',
    attachment: 'id entry agency sha256 bytes type key',
    attachment_part: 'attachment at sealed',
    circle: 'type facility agency',
    entry:
      'id kind v class subject also occurred occurred_earliest occurred_latest basis body written_text replaces retracts answers based_on policy author agency device written',
    read_log: 'account agency subject what classes reason',
    reminder: 'account hour email',
    user_circle: 'user_id circle mask since until membership',
  },
  changes: {
    account: 'display_name roles disabled_at',
    attachment: 'received last_part_at whole_at',
    reminder: 'hour email',
    user_circle: 'until',
  },
  deletes: '',
  remakes: '',
}

export const rights = { komar_app: app, komar_keeper: keeper, komar_eraser: eraser } as const

/** Functions that the eraser may call: of which records one child has. The one that erases is its own. */
export const eraserCalls = 'carry_out_erasure with_merged'

/** Functions that the keeper may call: who asks and what they may, and the steps of an append. */
export const keeperCalls =
  'now_host today_host actor_id actor_device actor_devices actor_agency actor_membership actor_roles actor_administers actor_circles role_reads role_writes role_circle_reads reading_circles writing_circles my_circles my_diaries is_unopened is_present withheld_names withhold with_merged own_carers opened_records lock_subjects lock_with_merged chain_link seal carry_out_erasure'

/** Functions that the app may not call: steps of others, which ask first, and what the keeper and the owner do. */
export const notForTheApp =
  'actor_session begin_epoch beside_pinned carry_out_erasure carry_out_erasures chain_link complete_memberships copy_child count_sign_in end_other_sessions erase_attachments flow_asks_second flow_holds had_sight has_second_factor is_fresh keeps_agency_keys kept_at kept_circles listed_membership lock_with_merged main_membership may_audit must_add_second_factor open_refusals_of_leavers own_carers own_seals provider_bar responsible_for scope_candidates seal sight_at standing_of_device subject_circles_at tie_by_flow until_seal user_circles_at with_merged withdraw_links withhold wrap_agency_key'
