// The host over HTTP, for its administrator.
import * as contract from '@komar/contract/host'
import { route } from '../http/route.ts'
import { showBackups } from './backup-runs.ts'

export const hostRoutes = [route(contract.showBackups, ({ db, caller }) => showBackups(db, caller.backups))]
