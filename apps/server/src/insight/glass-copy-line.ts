// The line of the read log that a copy through broken glass leaves: what was said of who asked, in codes.
import type { OwnCopyAsking } from '@komar/domain/sharing/own-copy-gate'
import { ownCopyAskingSchema } from '@komar/domain/sharing/own-copy-kinds'

/** As it stands in the read log: "shown by paper-with-picture; alone yes; freely yes; company declined". */
export function reasonOf({ identityShownBy, wasAskedAlone, freely, company }: OwnCopyAsking): string {
  const shown = [...new Set(identityShownBy)].join(', ')
  return `shown by ${shown}; alone ${wasAskedAlone ? 'yes' : 'no'}; freely ${freely}; company ${company}`
}

const logged = /^shown by (?<shown>[^;]+); alone (?<alone>yes|no); freely (?<freely>[^;]+); company (?<company>.+)$/u

/** What such a line says; null for another line. */
export function saidIn(reason: string): OwnCopyAsking | null {
  const { shown, alone, freely, company } = logged.exec(reason)?.groups ?? {}
  const said = { identityShownBy: shown?.split(', '), wasAskedAlone: alone === 'yes', freely, company }
  return ownCopyAskingSchema.safeParse(said).data ?? null
}
