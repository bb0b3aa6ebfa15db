import { actionsFor, type FieldMeta, type TimelineItem, type TypeMeta } from '@penglai/sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import { draftKey, dropDraft, keepDraft, readDraft } from '../src/form/drafts'
import { caretIn, compact, editable, grouped } from '../src/form/fields/phone'
import { checkField, isCreditCode } from '../src/form/rules'
import { controlValue, toWire } from '../src/form/values'
import { previewOf } from '../src/attachments/kinds'
import { daysOf, merged } from '../src/timeline/useTimeline'
import { initialsOf } from '../src/values/initials'
import { partsOf, TypedMentions, withoutIds } from '../src/values/mentions'

const field = (name: string, kind: FieldMeta['kind']): FieldMeta => ({ name, kind, label: { 'zh-CN': name, en: name } })
const entry = (id: string, at = '2026-11-20T08:00:00Z'): TimelineItem => ({ id, at, kind: 'change' })

describe('a timeline', () => {
  it('keeps the older pages that were loaded when the newest are asked for again', () => {
    const old = ['d', 'c', 'b', 'a'].map((id) => entry(id))
    const fresh = ['e', 'd', 'c'].map((id) => entry(id))
    expect(merged(fresh, old).map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a'])
  })

  it('starts anew when so much happened that nothing of what was loaded is among the newest', () => {
    const fresh = ['z', 'y'].map((id) => entry(id))
    expect(merged(fresh, [entry('a')]).map(({ id }) => id)).toEqual(['z', 'y'])
    expect(merged([], [entry('a')])).toEqual([])
  })

  it("falls into days of the user's zone", () => {
    const items = [entry('c', '2026-11-20T17:00:00Z'), entry('b', '2026-11-20T15:59:00Z'), entry('a', '2026-11-19T16:01:00Z')]
    expect(daysOf(items).map(({ date, items: of }) => [date, of.length])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-20', 2],
    ])
  })
})

describe('what can be done with a record', () => {
  const meta = {
    actions: [
      { name: 'any', label: '' },
      { name: 'claim', label: '', conditions: [{ field: 'pool', test: 'filled', values: [] }] },
      { name: 'return', label: '', conditions: [{ field: 'pool', test: 'empty', values: [] }] },
      { name: 'complete', label: '', conditions: [{ field: 'status', test: 'in', values: ['open', 'late'] }] },
      { name: 'reopen', label: '', conditions: [{ field: 'status', test: 'notIn', values: ['open', 'late'] }] },
    ],
  } as unknown as TypeMeta
  const names = (record: Record<string, unknown>) => actionsFor(meta, record).map(({ name }) => name)

  it('depends on what it is like now', () => {
    expect(names({ pool: { id: '1', title: 'Pool' }, status: 'open' })).toEqual(['any', 'claim', 'complete'])
    expect(names({ pool: null, status: 'done' })).toEqual(['any', 'return', 'reopen'])
    expect(names({ pool: null, status: null })).toEqual(['any', 'return', 'reopen'])
  })

  it('is left to the server where a field is not at hand', () => {
    expect(names({ status: 'open' })).toEqual(['any', 'claim', 'return', 'complete'])
  })
})

describe('phone numbers', () => {
  it('fall into 3-4-4 while they are typed, and are sent without the gaps', () => {
    const typed = [...'13912345678'].reduce((text, digit) => grouped(text + digit), '')
    expect(typed).toBe('139 1234 5678')
    expect(compact(typed)).toBe('13912345678')
    expect(grouped('+86 13912345678')).toBe('139 1234 5678')
    expect(grouped('0532-88000000')).toBe('0532-88000000')
    expect(grouped('139123456789')).toBe('139123456789')
  })

  it('are shown for editing as a person would write them', () => {
    expect(editable('+8613912345678')).toBe('139 1234 5678')
    expect(editable('+8653288000000;ext=12')).toBe('0532-88000000 转 12')
  })

  it('keep the cursor behind the digit it stood behind', () => {
    expect(caretIn('139 1234 5678', 4)).toBe(5)
    expect(caretIn('139 1234 5678', 0)).toBe(0)
  })

  it('are refused when they cannot be any', () => {
    const code = (text: string) => checkField(field('phone', 'phone'), text)?.code
    expect(['13912345678', '0532-8800 0000 转 12', '+1 (312) 555-1234', '400-123-4567'].map(code)).toEqual(
      Array(4).fill(undefined),
    )
    expect(['1391234567', '不是号码', '12'].map(code)).toEqual(Array(3).fill('format.phone'))
  })
})

describe('credit codes', () => {
  it('are told apart by their last character', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y44')).toBe(false)
    expect(checkField(field('code', 'creditCode'), '91350100m000100y43')).toBeUndefined()
    expect(checkField(field('code', 'creditCode'), '91350100M000100Y44')?.code).toBe('format.checkCharacter')
    expect(checkField(field('code', 'creditCode'), '9135')?.code).toBe('format.creditCode')
  })
})

describe('mentions', () => {
  it('are typed as names and stored with ids, two of one name told apart', () => {
    const mentions = new TypedMentions()
    expect(mentions.read('请 @[陈立](U2) 看')).toBe('请 @陈立 看')
    const other = mentions.add('陈立', 'U9')
    expect(mentions.write(`@陈立 和 @${other} 一起，a@b.c`)).toBe('@[陈立](U2) 和 @[陈立](U9) 一起，a@b.c')
  })

  it('are cut out of a text for show', () => {
    expect(partsOf('a @[周敏](U3)!')).toEqual([{ text: 'a ' }, { text: '@周敏', user: 'U3' }, { text: '!' }])
    expect(withoutIds('a @[周敏](U3)!')).toBe('a @周敏!')
  })
})

describe('links', () => {
  it('read with titles and are sent without', () => {
    const related = field('related', 'links')
    expect(controlValue(related, null)).toEqual([])
    expect(toWire(related, [{ type: 'customers', id: 'c', title: '云启' }])).toEqual([{ type: 'customers', id: 'c' }])
  })
})

describe('drafts', () => {
  const key = draftKey('customers', 'c1')
  beforeEach(() => localStorage.clear())

  it('come back until they are dropped, each record with its own', () => {
    keepDraft(key, { at: new Date().toISOString(), version: 3, values: { name: '云启' } })
    expect(readDraft(key)).toMatchObject({ version: 3, values: { name: '云启' } })
    expect(readDraft(draftKey('customers', undefined))).toBeUndefined()
    dropDraft(key)
    expect(readDraft(key)).toBeUndefined()
  })

  it('are forgotten after a month, or when they cannot be read', () => {
    keepDraft(key, { at: '2020-01-01T00:00:00Z', version: null, values: {} })
    expect(readDraft(key)).toBeUndefined()
    localStorage.setItem(key, '{')
    expect(readDraft(key)).toBeUndefined()
  })
})

it('people have one or two letters', () => {
  expect([initialsOf('欧阳晓明'), initialsOf('欧阳晓明', 1), initialsOf('Ada Lovelace'), initialsOf('admin')]).toEqual([
    '晓明',
    '明',
    'AL',
    'A',
  ])
})

it('only what a browser shows safely is previewed', () => {
  const kinds = ['image/png', 'application/pdf', 'video/mp4', 'text/html', null].map((mediaType) => previewOf({ mediaType }))
  expect(kinds).toEqual(['picture', 'pdf', 'video', undefined, undefined])
})
