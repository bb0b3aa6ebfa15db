/** Moves the point of a decimal text, exactly; what is no number stays as it is. */
function shifted(text: string, places: number): string {
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = (places < 0 ? '0'.repeat(-places) : '') + whole + fraction + (places > 0 ? '0'.repeat(places) : '')
  const point = digits.length - fraction.length - Math.max(places, 0) + places
  const end = digits.slice(point).replace(/0+$/, '')
  return `${sign}${digits.slice(0, point).replace(/^0+(?=\d)/, '')}${end ? `.${end}` : ''}`
}

/** A share of one as a percentage: 0.125 is 12.5. */
export const percentOf = (share: string): string => shifted(share, 2)

/** A percentage as a share of one. */
export const shareOf = (percent: string): string => shifted(percent, -2)

/** Stored with all the decimals there can be; people write those that count. */
export const withoutZeros = (decimal: string): string => shifted(decimal, 0)

/** An amount with the minor units of its currency, and with further decimals only where they count. */
export function withMinorUnits(amount: string, currency: string): string {
  const plain = withoutZeros(amount)
  const { maximumFractionDigits: units = 0 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const [whole = '', fraction = ''] = plain.split('.')
  return /^-?\d/.test(plain) && fraction.length < units ? `${whole}.${fraction.padEnd(units, '0')}` : plain
}
