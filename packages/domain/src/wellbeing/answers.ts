// Answers that several kinds of wellbeing share.

export const yesNoUnknown = ['yes', 'no', 'unknown'] as const
