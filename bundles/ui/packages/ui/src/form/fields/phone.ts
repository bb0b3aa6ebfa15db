import { formatPhone } from '@penglai/sdk'

const MOBILE = /^(?:\+?86)?(1[3-9]\d*)$/

/** Groups a mainland mobile number 3-4-4 while it is being typed; anything else stays as it is. */
export function grouped(text: string): string {
  const mobile = MOBILE.exec(text.replace(/[\s-]/g, ''))?.[1]
  if (!mobile || mobile.length > 11) return text
  return [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].filter(Boolean).join(' ')
}

/** What is sent: mobile numbers without their gaps, anything else as typed. */
export function compact(text: string): string {
  const plain = text.replace(/[\s-]/g, '')
  return MOBILE.test(plain) ? plain : text
}

/** A stored number as a person would write it. */
export const editable = (stored: string): string => grouped(formatPhone(stored).replace(' ×', ' 转 '))

/** Where the cursor stands after the text was grouped anew: behind the same number of digits. */
export function caretIn(text: string, digits: number): number {
  let at = 0
  for (let seen = 0; at < text.length && seen < digits; at++) if (/\S/.test(text[at] ?? '')) seen++
  return at
}
