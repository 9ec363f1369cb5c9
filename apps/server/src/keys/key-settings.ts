// Keys from the environment, for several processes of one host: each must be the same in all of them.

export const keyPatterns = {
  handIn: /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/u,
  /** 32 bytes in base64. */
  attachment: /^[A-Za-z0-9+/]{43}=$/u,
  /** 32 bytes in base64url: a private key of P-256. */
  push: /^[A-Za-z0-9_-]{43}$/u,
  /** 32 bytes in base64url: the seed of an Ed25519 key. */
  signing: /^[A-Za-z0-9_-]{43}$/u,
} as const

/** Those not given stand in a file of the data directory. */
export type KeySettings = Partial<Record<keyof typeof keyPatterns, string | undefined>>
