import { localized, type FieldError, type FieldMeta } from '@penglai/sdk'
import { t } from '../text'
import { toWire, type FormValues } from './values'

const PATTERNS: Readonly<Partial<Record<FieldMeta['kind'], RegExp>>> = {
  integer: /^-?[\d,]+$/,
  decimal: /^-?[\d,]+(\.\d+)?$/,
  percent: /^-?[\d,]+(\.\d+)?$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  url: /^(https?:\/\/)?[^\s/]+\.[^\s]+$/i,
  creditCode: /^[0-9A-HJ-NP-RTUWXY]{18}$/i,
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100-2015: with weights 3^i mod 31 the weighted sum of all 18 characters is divisible by 31. */
export function isCreditCode(code: string): boolean {
  let sum = 0
  let weight = 1
  for (const char of code.slice(0, -1)) {
    sum += ALPHABET.indexOf(char) * weight
    weight = (weight * 3) % ALPHABET.length
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length] === code.at(-1)
}

/** Obviously no number; the finer rules of each country are the server's. */
function isPhone(text: string): boolean {
  if (!/^[\d+＋\s().（）\-–—#*;,转轉分机機号xXeEtTnNsSoOiI=:：.]+$/.test(text)) return false
  const digits = text.split(/转|轉|分机|分機|ext|x|#|;/i)[0]?.replace(/\D/g, '') ?? ''
  return digits.length >= 5 && !(/^1[3-9]/.test(digits) && digits.length !== 11)
}

const isBlank = (wire: unknown) => wire === null || (Array.isArray(wire) && wire.length === 0)

function codeOf(field: FieldMeta, value: unknown): string | undefined {
  const wire = toWire(field, value)
  if (isBlank(wire)) return field.required ? 'required' : undefined
  const text = field.kind === 'money' ? (wire as { amount: string }).amount : typeof value === 'string' ? value.trim() : ''
  if (field.maxLength && typeof wire === 'string' && wire.length > field.maxLength) return 'tooLong'
  const pattern = field.kind === 'money' ? PATTERNS.decimal : PATTERNS[field.kind]
  if (pattern && !pattern.test(text)) return `format.${field.kind}`
  if (field.kind === 'creditCode' && !isCreditCode(text.toUpperCase())) return 'format.checkCharacter'
  return field.kind === 'phone' && !isPhone(text) ? 'format.phone' : undefined
}

/** What the browser can tell about one value before the server is asked; the server has the last word. */
export function checkField(field: FieldMeta, value: unknown): FieldError | undefined {
  const code = codeOf(field, value)
  if (!code) return undefined
  return { field: field.name, code, message: t(`rule.${code}`, { field: localized(field.label), max: field.maxLength ?? 0 }) }
}

/** What the browser can tell about a whole form. */
export const checkForm = (fields: readonly FieldMeta[], values: FormValues): FieldError[] =>
  fields.map((field) => checkField(field, values[field.name])).filter((error) => error !== undefined)
