// Which scheduled backups stay: the newest of each of the last days, weeks and months that have one. Days and weeks are those of UTC, a
// week begins on Monday. Counted are days on which there is a backup: a host that was off for a month loses none of what it has.

/** How many of each; every number at least 1. */
export type Keep = { days: number; weeks: number; months: number }

const nameForm = /^komar-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.komar$/u

/** The name of a scheduled backup of an instant. */
export function backupName(instant: string): string {
  return `komar-${instant.slice(0, 19).replaceAll(':', '-')}Z.komar`
}

/** The instant in a scheduled backup's name, to the second; null for any other file. */
function instantOf(name: string): string | null {
  const found = nameForm.exec(name)
  return found === null ? null : `${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`
}

/** Of the files of a directory, the scheduled backups that may go. The newest never is one; other files never are. */
export function expiredBackups(names: readonly string[], keep: Keep): string[] {
  const backups = names
    .flatMap((name) => {
      const instant = instantOf(name)
      return instant === null ? [] : [{ name, instant }]
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
