// Which scheduled backups stay: the newest of each of the last days, weeks and months that have one. Days and weeks are those of UTC, a
// week begins on Monday. Counted are days on which there is a backup: a host that was off for a month loses none of what it has.
// Several hosts may write into one directory. Each counts and takes away its own alone, which it knows by its mark: its epoch, so that
// neither another host nor a copy that was restored elsewhere to try it costs anybody a backup. Names of before there were marks say not
// whose they are: those stay until a person removes them.

/** How many of each; every number at least 1. */
export type Keep = { days: number; weeks: number; months: number }

const nameForm = /^komar-([0-9a-f]{8})-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.komar(\.unfinished)?$/u

/** By which a host knows its own backups: the beginning of its epoch. */
export function markOf(epoch: string): string {
  return epoch.slice(0, 8)
}

/** The name of a host's scheduled backup of an instant. */
export function backupName(mark: string, instant: string): string {
  return `komar-${mark}-${instant.slice(0, 19).replaceAll(':', '-')}Z.komar`
}

/** What a name says: which instant, to the second, and whether it is whole; null for any file that is not this host's scheduled backup. */
function readName(name: string, mark: string): { instant: string; isWhole: boolean } | null {
  const [, whose, day, hours, minutes, seconds, unfinished] = nameForm.exec(name) ?? []
  return whose === mark
    ? { instant: `${day}T${hours}:${minutes}:${seconds}Z`, isWhole: unfinished === undefined }
    : null
}

/** Whether this host began it and did not end it. */
export function isUnfinished(name: string, mark: string): boolean {
  return readName(name, mark)?.isWhole === false
}

/** Of the files of a directory, this host's scheduled backups that may go. The newest never is one; other files never are. */
export function expiredBackups(names: readonly string[], mark: string, keep: Keep): string[] {
  const backups = names
    .flatMap((name) => {
      const read = readName(name, mark)
      return read?.isWhole === true ? [{ name, instant: read.instant }] : []
    })
    .toSorted((left, right) => (left.instant < right.instant ? 1 : -1))
  const kept = new Set(backups.slice(0, 1))
  const keepNewest = (count: number, periodOf: (instant: string) => string): void => {
    const periods = new Set<string>()
    for (const backup of backups) {
      const period = periodOf(backup.instant)
      if (periods.has(period)) continue
      if (periods.size === count) break
      periods.add(period)
      kept.add(backup)
    }
  }
  keepNewest(keep.days, (instant) => instant.slice(0, 10))
  keepNewest(keep.weeks, weekOf)
  keepNewest(keep.months, (instant) => instant.slice(0, 7))
  return backups.filter((backup) => !kept.has(backup)).map(({ name }) => name)
}

const millisecondsInDay = 86_400_000
/** The first of January 1970 was a Thursday: three days after a Monday. */
const daysFromMonday = 3

function weekOf(instant: string): string {
  const day = Math.floor(Date.parse(instant) / millisecondsInDay)
  return String(Math.floor((day + daysFromMonday) / 7))
}
