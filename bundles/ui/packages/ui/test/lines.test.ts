import type { FieldMeta } from '@penglai/sdk'
import { describe, expect, it } from 'vitest'
import { cellsOf, isTable, typedOf } from '../src/lines/paste'

const field = (kind: FieldMeta['kind']): FieldMeta => ({ name: kind, kind, label: kind })

describe('rows on the clipboard', () => {
  it('are cells by tab and line end, quoted ones with either inside', () => {
    expect(cellsOf('a\t1\r\nb\t2\r\n')).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect(cellsOf('"two\nlines"\t"say ""yes"""\n\n 5" pipe \t')).toEqual([
      ['two\nlines', 'say "yes"'],
      ['5" pipe', ''],
    ])
  })

  it('are told from a text for one cell', () => {
    expect(isTable('a\tb')).toBe(true)
    expect(isTable('a\nb')).toBe(true)
    expect(isTable('水泵 2 台\n')).toBe(false)
  })

  it('hold numbers as people write them', () => {
    expect(typedOf(field('decimal'), '¥1，234.50')).toBe('1234.50')
    expect(typedOf(field('percent'), '１０％')).toBe('10')
    expect(typedOf(field('text'), 'A, B')).toBe('A, B')
  })
})
