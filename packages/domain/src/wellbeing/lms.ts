// The LMS arithmetic of the WHO growth standards: from a measure to a z-score and back.
// Rule: z = ((y/M)^L − 1) / (S·L), and ln(y/M)/S where L is 0. Measures that hang on weight, and skinfolds, are restricted beyond ±3:
// there one z is the distance between the lines of 2 and 3, so that a few very heavy children do not bend the scale.
// Source: WHO Child Growth Standards, Methods and development (2006), chapter 7; WHO reference 2007, "Computation of centiles and
// z-scores". Not said there, so ours: rounding is half away from zero, on the decimal value (2.675 becomes 2.68).

/** Skewness, median and coefficient of variation at one age or length. */
export type Lms = { l: number; m: number; s: number }

/** The z-score of a measure, unrounded. `measure` and `m` in the same unit, above 0; NaN for a measure that is not above 0. */
export function lmsZ(measure: number, l: number, m: number, s: number): number {
  if (!(measure > 0)) return Number.NaN
  if (l === 1) return (measure / m - 1) / s
  return l === 0 ? Math.log(measure / m) / s : ((measure / m) ** l - 1) / (s * l)
}

/** The z-score as WHO restricts it beyond ±3: weight, body mass index, weight-for-length, arm circumference, skinfolds. Unrounded. */
export function restrictedZ(measure: number, l: number, m: number, s: number): number {
  const z = lmsZ(measure, l, m, s)
  if (z > 3) {
    const third = lmsMeasure(3, l, m, s)
    return 3 + (measure - third) / (third - lmsMeasure(2, l, m, s))
  }
  if (z < -3) {
    const third = lmsMeasure(-3, l, m, s)
    return -3 + (measure - third) / (lmsMeasure(-2, l, m, s) - third)
  }
  return z
}

/** The measure that has this z-score: the line `z` of a chart. */
export function lmsMeasure(z: number, l: number, m: number, s: number): number {
  if (l === 1) return m * (1 + s * z)
  return l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l)
}

/** The measure that `restrictedZ` gives this z-score: beyond ±3 the lines go on at the distance of 2 from 3. */
export function restrictedMeasure(z: number, l: number, m: number, s: number): number {
  if (z > 3) {
    const third = lmsMeasure(3, l, m, s)
    return third + (z - 3) * (third - lmsMeasure(2, l, m, s))
  }
  if (z < -3) {
    const third = lmsMeasure(-3, l, m, s)
    return third + (z + 3) * (lmsMeasure(-2, l, m, s) - third)
  }
  return lmsMeasure(z, l, m, s)
}

// 2.675 is kept as 2.67499…: what lies this close below a half was meant as a half. A z-score is computed to some 13 digits.
const TIE = 1e-9

/** Rounded to two decimals, half away from zero: 2.675 → 2.68, −2.675 → −2.68. Never −0. */
export function roundZ(z: number): number {
  const hundredths = Math.floor(Math.abs(z) * 100 + 0.5 + TIE)
  return z < 0 && hundredths > 0 ? -hundredths / 100 : hundredths / 100
}
