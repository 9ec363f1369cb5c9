// The token of a one-time link. By itself, so that the page that everybody opens first need not carry what administrators do with links.
import { z } from 'zod'

export const linkTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u, 'invitation.token-malformed')
