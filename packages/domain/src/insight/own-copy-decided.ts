// The own copy: what I said, who decided what about me and why, complaints, letters, who has seen my record. Agencies decide, never
// officers: no member of a panel is named. A complaint is told where I or my parents made it; while it names somebody and has no answer it
// is not told at all, and the words of a parent are theirs.
import { consentStated } from '../access/kinds.ts'
import type { Complaint } from '../assess/complaint-state.ts'
import { recommendationMade } from '../assess/decision-kinds.ts'
import { measureTitle } from '../assess/letter-text.ts'
import { measuresOf, type Decision } from '../assess/state.ts'
import { closed, reopened } from '../care/after-kinds.ts'
import { residentialApproved } from '../care/residential-kinds.ts'
import { statedOf } from '../chronicle/fold.ts'
import type { AgencyId } from '../chronicle/entry.ts'
import { ownCopyAsked } from '../sharing/own-copy-kinds.ts'
import { edtf } from '../time/edtf.ts'
import {
  agencyName,
  dated,
  freely,
  inOrder,
  line,
  whenOf,
  type Composing,
  type CopyLine,
  type Dated,
} from './own-copy-facts.ts'

/** What the child said, its own version of its story, what it agreed to. */
export function views(composing: Composing): CopyLine[] {
  const { file, words } = composing
  const { about, stance } = words.terms
  const heard = file.assess.views
    .filter(({ body }) => body.whose === 'child')
    .map(({ entry, body }) => {
      const said = [body.words, body.drawing, body.lifeMap].filter((part) => part !== undefined).join(' ')
      const sentence = words.views.said(about[body.about], stance[body.stance])
      return dated(
        entry.occurred,
        composing,
        said === '' ? sentence : `${sentence} ${words.views.shown}`,
        freely(said, composing),
      )
    })
  const stories = file.after.stories.map(({ entry, body }) =>
    body.what === 'own-version'
      ? dated(entry.occurred, composing, words.views.version, freely(body.words, composing))
      : dated(entry.occurred, composing, words.views.heard),
  )
  const consents = statedOf(file.settled, consentStated)
    .filter(({ body }) => body.whose === 'child')
    .flatMap(({ entry, body }) =>
      body.agencies.map(({ agency, agrees }) =>
        dated(entry.occurred, composing, words.views.consent(agrees, agencyName(agency, composing))),
      ),
    )
  return inOrder([...heard, ...stories, ...consents])
}

/** From who decided that it came to the end of the work, in order. */
export function decisions(composing: Composing): CopyLine[] {
  const { file } = composing
  return inOrder([
    ...beforeDecisions(composing),
    ...file.assess.decisions.map((decision) => decisionLines(decision, composing)),
    ...moves(composing),
    ...endings(composing),
  ])
}

function beforeDecisions(composing: Composing): Dated[] {
  const { file, words } = composing
  const { decider, assessment, outcome, tier, option } = words.terms
  const { choice } = file.family
  return [
    ...(choice === null
      ? []
      : [dated(choice.entry.occurred, composing, words.decisions.came(decider[choice.body.reallyDecidedBy]))]),
    ...file.assess.assessments.flatMap(({ finished }) =>
      finished === null
        ? []
        : [
            dated(
              finished.entry.occurred,
              composing,
              words.decisions.assessed(assessment[finished.body.type], agencyName(finished.entry.agency, composing)),
            ),
          ],
    ),
    ...statedOf(file.settled, recommendationMade).map(({ entry, body }) =>
      dated(entry.occurred, composing, words.decisions.recommended(outcome[body.outcome])),
    ),
    ...file.care.options.map(({ entry, body }) =>
      dated(entry.occurred, composing, words.decisions.asked(tier[body.tier] ?? '', option[body.answer])),
    ),
  ]
}

function decisionLines(decision: Decision, composing: Composing): Dated {
  const { words } = composing
  const { made, type, outcome, until, takenOn } = decision
  const when = words.day(takenOn)
  const named: AgencyId[] =
    made === null
      ? []
      : [made.entry.agency, ...made.body.panel.filter(({ part }) => part === 'votes').map(({ agency }) => agency)]
  const by = [...new Set(named)].map((agency) => agencyName(agency, composing))
  return {
    occurred: edtf(takenOn),
    lines: [
      line(when, words.decisions.decided(words.terms.decision[type], words.terms.outcome[outcome], words.day(until))),
      ...(by.length === 0 ? [] : [line('', words.decisions.decidedBy(words.list(by)))]),
      made === null
        ? line('', words.decisions.reasonsHidden)
        : line('', words.decisions.reasons, freely(made.body.reasons, composing)),
      ...measureLines(decision, composing),
    ],
  }
}

function measureLines(decision: Decision, { file, facts, words, language }: Composing): CopyLine[] {
  return measuresOf(file.assess, decision).flatMap(({ measure, class: of, state, lastConfirmation }) => {
    const title = measureTitle(facts.pack, measure, of, language)
    if (title === '') return []
    const isInPlace = lastConfirmation?.body.isInPlace ?? (state === 'in-place' ? true : null)
    return [line('', words.decisions.measure(title, isInPlace))]
  })
}

function moves(composing: Composing): Dated[] {
  const { file, words } = composing
  const { emergency, emergencyOutcome } = words.terms
  return [
    ...statedOf(file.settled, residentialApproved)
      .filter(({ isPending }) => !isPending)
      .map(({ entry, body }) => dated(entry.occurred, composing, words.decisions.home(words.day(body.until)))),
    ...file.emergencies.flatMap(({ order, review }) => [
      dated(order.entry.occurred, composing, words.decisions.emergency(emergency[order.body.ground])),
      ...(review === null
        ? []
        : [
            dated(
              review.entry.occurred,
              composing,
              words.decisions.reviewed(emergencyOutcome[review.body.emergencyOutcome]),
            ),
          ]),
    ]),
    ...file.care.plans.map(({ entry, body }) => ({
      occurred: entry.occurred,
      lines: [
        line(whenOf(entry.occurred, words), words.decisions.planned(words.day(body.moveOn))),
        ...(body.wordsForChild === undefined
          ? []
          : [line('', words.decisions.told, freely(body.wordsForChild, composing))]),
      ],
    })),
    ...file.after.reunificationPlans.map(({ entry, body }) =>
      dated(entry.occurred, composing, words.decisions.backPlanned(words.day(body.backOn))),
    ),
    ...file.after.contactStops.map(({ entry, body }) =>
      dated(
        entry.occurred,
        composing,
        words.decisions.contactStopped(body.reviewOn === undefined ? null : words.day(body.reviewOn)),
        freely(body.reasons, composing),
      ),
    ),
  ]
}

function endings(composing: Composing): Dated[] {
  const { file, words } = composing
  return [
    ...file.after.leavingPlans.map(({ entry, body }) => {
      const parts = [body.livingPlace, body.schooling, body.money, body.papers].filter((part) => part !== undefined)
      return dated(entry.occurred, composing, words.decisions.grown, freely(parts.join(' '), composing))
    }),
    ...statedOf(file.settled, closed)
      .filter(({ isPending }) => !isPending)
      .map(({ entry, body }) =>
        dated(entry.occurred, composing, words.decisions.closed(words.terms.closure[body.ground])),
      ),
    ...statedOf(file.settled, reopened)
      .filter(({ isPending }) => !isPending)
      .map(({ entry }) => dated(entry.occurred, composing, words.decisions.reopened)),
  ]
}

const mine = ['child', 'mother', 'father'] as const

/** Whether a complaint goes into the copy of the child whom it is about. */
export function isToldComplaint({ made, answer, withheld }: Complaint): boolean {
  if (!mine.some((who) => who === made.body.complainant)) return false
  const namesSomebody = withheld.length > 0 || made.body.againstOthers !== undefined
  return !namesSomebody || answer !== null
}

/** Complaints by the child and its parents, with the answers. */
export function complaints(composing: Composing): CopyLine[] {
  const { file, words } = composing
  const { complainant, complaint: topic, complaintOutcome } = words.terms
  return inOrder(
    file.complaints.filter(isToldComplaint).map(({ made, answer }) => {
      const { body, entry } = made
      const who = mine.find((each) => each === body.complainant) ?? 'child'
      const about = words.list(
        body.about.map((each) => (each in topic ? topic[each as keyof typeof topic] : topic.other)),
      )
      const own = who === 'child' ? freely(body.words, composing) : ''
      return {
        occurred: entry.occurred,
        lines: [
          line(whenOf(entry.occurred, words), words.complaints.made(complainant[who], about), own),
          ...(answer === null
            ? [line('', words.complaints.waiting)]
            : [
                line(
                  whenOf(answer.entry.occurred, words),
                  `${words.complaints.answered(complaintOutcome[answer.body.outcome])} ${words.complaints.answer}`,
                  freely(answer.body.answer, composing),
                ),
              ]),
        ],
      }
    }),
  )
}

/** Letters to offices, and what they answered. */
export function letters(composing: Composing): CopyLine[] {
  const { file, words } = composing
  const { letter, letterSays } = words.terms
  return inOrder(
    file.letters.map(({ sent, purpose, answer }) => ({
      occurred: sent.entry.occurred,
      lines: [
        line(whenOf(sent.entry.occurred, words), words.letters.sent(letter[purpose], freely(sent.body.to, composing))),
        answer === null
          ? line('', words.letters.waiting)
          : line(whenOf(answer.entry.occurred, words), words.letters.answered(letterSays[answer.body.says])),
      ],
    })),
  )
}

/** Who was responsible, who was let in, who opened the record. */
export function readers(composing: Composing): CopyLine[] {
  const { file, facts, words } = composing
  const { role, class: classWord, legalBasis } = words.terms
  const given = inOrder([
    ...file.access.allocations.map(({ entry, body }) =>
      dated(entry.occurred, composing, words.readers.responsible(agencyName(body.agency, composing))),
    ),
    ...file.access.grants.map(({ entry, body }) => {
      const classes = words.list(body.classes.map((each) => classWord[each]))
      const basis = body.legalBasis === undefined ? null : legalBasis[body.legalBasis]
      const agency = agencyName(body.agency, composing)
      return dated(entry.occurred, composing, words.readers.granted(agency, classes, basis, words.day(body.until)))
    }),
    ...statedOf(file.settled, ownCopyAsked)
      .filter(({ isPending }) => !isPending)
      .map(({ entry }) => dated(entry.occurred, composing, words.readers.asked)),
  ])
  const read = facts.readers.map(({ agency, roles, times }) =>
    line('', words.readers.read(words.list(roles.map((each) => role[each])), agencyName(agency, composing), times)),
  )
  return [...given, ...read, ...(read.length === 0 ? [] : [line('', words.readers.note)])]
}
