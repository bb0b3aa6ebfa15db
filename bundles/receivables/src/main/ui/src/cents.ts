import type { Money } from '@penglai/sdk'

/** Amounts are counted in ten-thousandths, exactly; the server has the last word on every one of them. */
const SCALE = 4
const UNIT = 10n ** BigInt(SCALE)
const FORM = /^(\d{1,15})(?:\.(\d{1,4}))?$/

/** Null for what is no amount; commas between thousands are left out. */
export function parse(text: string): bigint | null {
  const parts = FORM.exec(text.replaceAll(/[,，\s]/g, ''))
  if (!parts) return null
  return BigInt(parts[1] ?? '0') * UNIT + BigInt((parts[2] ?? '').padEnd(SCALE, '0'))
}

export const unitsOf = (money: unknown): bigint => parse((money as Money | null | undefined)?.amount ?? '0') ?? 0n

/** As the server takes it: 1234.5 */
export function plain(units: bigint): string {
  const sign = units < 0n ? '-' : ''
  const size = units < 0n ? -units : units
  const fraction = (size % UNIT).toString().padStart(SCALE, '0').replace(/0+$/, '')
  return `${sign}${size / UNIT}${fraction ? `.${fraction}` : ''}`
}

export const least = (one: bigint, other: bigint) => (one < other ? one : other)

/** As much of what is left to each as is open, the first ones first. */
export function oldestFirst(left: bigint, open: readonly bigint[]): bigint[] {
  let rest = left
  return open.map((each) => {
    const share = least(rest, each)
    rest -= share
    return share
  })
}
