import { describe, expect, it } from 'vitest'
import { contained, containing, readFilter, writeFilter } from '../src/filter/rsql'

describe('filters in the address', () => {
  it.each([
    [[{ field: 'level', operator: '=in=', values: ['A', 'B'] }], 'level=in=(A,B)'],
    [
      [
        { field: 'name', operator: '=like=', values: ['*云*'] },
        { field: 'owner', operator: '==', values: ['me'] },
      ],
      'name=like=*云*;owner==me',
    ],
    [[{ field: 'name', operator: '==', values: ['a "b"; c\\d'] }], 'name=="a \\"b\\"; c\\\\d"'],
    [[{ field: 'custom.region', operator: '=null=', values: ['true'] }], 'custom.region=null=true'],
  ])('writes %j and reads it again', (conditions, text) => {
    expect(writeFilter(conditions)).toBe(text)
    expect(readFilter(text)).toEqual(conditions)
  })

  it.each(['level==A,level==B', '(level==A)', 'level', 'level==A;', 'level=in=(A', 'name=="open'])('leaves %s alone', (text) => {
    expect(readFilter(text)).toBeUndefined()
  })

  it('takes no filter for no conditions', () => {
    expect(readFilter('')).toEqual([])
  })

  it('escapes stars a person typed', () => {
    expect(containing('5*3\\')).toBe('*5\\*3\\\\*')
    expect(contained(containing('5*3\\'))).toBe('5*3\\')
  })
})
