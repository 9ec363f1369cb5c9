// What a database needs before this version of Komar can use it; the start and the tests share it.
import { migrate } from './migrate.ts'

export type PrepareOptions = { ownerUrl: string; appUrl: string; progress?: (step: string) => void }

/** Applies missing migrations. May be repeated. */
export async function prepareDatabase({ ownerUrl, appUrl, progress }: PrepareOptions): Promise<void> {
  await migrate({ ownerUrl, appRole: roleOf(appUrl), ...(progress && { progress }) })
}

/** The role that a connection URL signs in with. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
