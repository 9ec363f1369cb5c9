// What an officer answers to register a woman in prison: a form that needs nobody registered before.
import type { Answer } from './form.ts'

type Names = { km: string; latin: string }

/** Answers of the form of /record/register-carer, for a woman held in this prison. */
export function womanAnswers(facility: string, { km, latin }: Names): Record<string, Answer> {
  return {
    km: { text: km },
    latin: { text: latin },
    occurred: { date: '2014-12-01' },
    facility: { select: facility },
    legalStatus: { choose: 'pre-trial' },
    charge: { select: 'theft' },
    pregnant: { choose: 'no' },
    basis: { choose: 'document' },
  }
}
