/** A whole number with its thousands apart: 71,400. Cambodia writes Latin digits and a comma too. */
export function digitsInGroups(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
