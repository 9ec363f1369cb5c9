/** SQL for an instant as text, in UTC with milliseconds, as it stands in entries and in answers: "2026-11-29T07:00:00.000Z". */
export function instantSql(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
