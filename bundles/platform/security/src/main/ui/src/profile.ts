import type { FieldMeta, User } from '@penglai/sdk'
import { ownField } from './fields'

const ZONES = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Australia/Sydney',
  'UTC',
]
const LOCALES = [
  { code: 'zh-CN', label: { 'zh-CN': '简体中文', en: '简体中文' } },
  { code: 'en', label: { 'zh-CN': 'English', en: 'English' } },
]
type Values = Record<string, unknown>

/** What everybody may change of the own account. */
export function profileFields(zone: string): FieldMeta[] {
  const zones = zone && !ZONES.includes(zone) ? [zone, ...ZONES] : ZONES
  return [
    ownField('name', 'text', { 'zh-CN': '姓名', en: 'Name' }, { maxLength: 100 }),
    ownField('email', 'email', { 'zh-CN': '邮箱', en: 'Email' }, { required: false }),
    ownField('phone', 'phone', { 'zh-CN': '电话', en: 'Phone' }, { required: false }),
    ownField('locale', 'enumeration', { 'zh-CN': '语言', en: 'Language' }, { options: LOCALES }),
    ownField(
      'zone',
      'enumeration',
      { 'zh-CN': '时区', en: 'Time zone' },
      {
        options: zones.map((code) => ({ code, label: { 'zh-CN': code.replace('_', ' '), en: code.replace('_', ' ') } })),
      },
    ),
  ]
}

const NAMES = ['name', 'email', 'phone', 'locale', 'zone'] as const

/** The account as the form holds it. */
export const profileValues = (user: User | undefined | null): Values =>
  Object.fromEntries(NAMES.map((name) => [name, user?.[name] ?? '']))

/** What differs from the account as it is, ready to be sent. */
export const changed = (before: Values, values: Values): Values =>
  Object.fromEntries(
    NAMES.filter((name) => values[name] !== before[name]).map((name) => [name, values[name] === '' ? null : values[name]]),
  )
