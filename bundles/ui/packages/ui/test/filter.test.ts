import type { FieldMeta } from '@penglai/sdk'
import { describe, expect, test } from 'vitest'
import { conditionText, operatorOf, operatorsOf } from '../src/filter/operators'
import { readRelative, relativeText, writeRelative } from '../src/filter/relative'
import { containing, starting } from '../src/filter/rsql'
import { alsoFilter, groupCondition, inOrder } from '../src/list/grouping'

const field = (kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name: 'one',
  kind,
  label: '字段',
  ...more,
})
const titles = new Map<string, string>()

describe('days counted from today', () => {
  test('are read and written as the list language has them', () => {
    for (const text of ['today', 'today-30d', 'today+2w', 'today-1m', 'today+1y'])
      expect(writeRelative(readRelative(text)!)).toBe(text)
    expect(readRelative('2026-03-01')).toBeUndefined()
    expect(readRelative('today-d')).toBeUndefined()
  })
  test('are said as a person would', () => {
    expect(relativeText('today')).toBe('今天')
    expect(relativeText('today-30d')).toBe('30 天前')
    expect(relativeText('today+2w')).toBe('2 周后')
  })
})

describe('operators', () => {
  test('every kind has some, each told apart when it is read again', () => {
    const kinds: FieldMeta['kind'][] = [
      'text',
      'money',
      'instant',
      'enumeration',
      'reference',
      'links',
      'tags',
      'region',
      'phone',
      'boolean',
    ]
    for (const kind of kinds)
      for (const operator of operatorsOf(field(kind, { target: 'users' }))) {
        const value = operator.fixed ?? (operator.name === 'startsWith' ? starting('x') : operator.fits ? containing('x') : 'x')
        const read = operatorOf(field(kind, { target: 'users' }), { field: 'one', operator: operator.sign, values: [value] })
        expect(read?.name, `${kind} ${operator.name}`).toBe(operator.name)
      }
  })
  test('chips say what is meant', () => {
    const said = (kind: FieldMeta['kind'], operator: string, value: string) =>
      conditionText(field(kind, { target: 'users' }), { field: 'one', operator, values: [value] }, titles)
    expect(said('text', '=like=', '*云启*')).toBe('字段 包含 云启')
    expect(said('text', '=like=', '云启*')).toBe('字段 开头是 云启')
    expect(said('text', '!=', '*云启*')).toBe('字段 不包含 云启')
    expect(said('instant', '=ge=', 'today-7d')).toBe('字段 不早于 7 天前')
    expect(said('reference', '!=', 'me')).toBe('字段 不是我')
    expect(said('tags', '=in=', '老客户')).toBe('字段 属于 老客户')
  })
})

describe('groups', () => {
  test('narrow the list by their value, besides any filter', () => {
    const level = field('enumeration', { name: 'level' })
    expect(alsoFilter('', groupCondition(level, 'A'))).toBe('level==A')
    expect(alsoFilter('owner==me', groupCondition(level, null))).toBe('owner==me;level=null=true')
    expect(alsoFilter('a==1,b==2', groupCondition(level, 'A'))).toBe('(a==1,b==2);level==A')
    expect(alsoFilter('', groupCondition(field('reference', { name: 'owner' }), { id: '7', title: '林晓' }))).toBe('owner==7')
  })
  test('stand in the order of the options, without a value last', () => {
    const options = ['C', 'A', 'B'].map((code) => ({ code, label: code }))
    const sorted = inOrder(field('enumeration', { options }), [{ value: null }, { value: 'B' }, { value: 'C' }, { value: 'A' }])
    expect(sorted.map(({ value }) => value)).toEqual(['C', 'A', 'B', null])
  })
})
