/** Something that the person who runs Komar can mend. The message is one sentence: what, where, how to mend. */
export class OperatorProblem extends Error {
  override readonly name = 'OperatorProblem'
}
