import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'
import './qr-code.css'

type Props = { content: string; label: string }

/** A picture that another phone's camera reads. Drawn on this device: what it holds is a secret. Dark on light in either scheme. */
export function QrCode({ content, label }: Props): ReactNode {
  const { size, path } = useMemo(() => drawn(content), [content])
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-code-paper" width={size} height={size} />
      <path className="qr-code-ink" d={path} />
    </svg>
  )
}

/** Modules of blank paper around it that a camera needs (ISO/IEC 18004). */
const quietModules = 4

function drawn(content: string): { size: number; path: string } {
  const { size, data } = encode(content, { ecc: 'M', border: quietModules })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: squares.join('') }
}
