// What a database needs before this version of Komar can use it; the start and the tests share it.
import { migrate } from './migrate.ts'
import { syncRegistry } from './sync-registry.ts'

export type PrepareOptions = { ownerUrl: string; appUrl: string; progress?: (step: string) => void }

/** Applies missing migrations, then copies roles and kinds into the database. May be repeated. */
export async function prepareDatabase({ ownerUrl, appUrl, progress }: PrepareOptions): Promise<void> {
  await migrate({ ownerUrl, appRole: roleOf(appUrl), ...(progress && { progress }) })
  await syncRegistry(ownerUrl)
}

/** The role that a connection URL signs in with. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
