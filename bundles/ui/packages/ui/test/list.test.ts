import type { TypeMeta } from '@penglai/sdk'
import { describe, expect, test } from 'vitest'
import { nextTick, ref } from 'vue'
import { columnNames, withinLimits } from '../src/list/useColumns'
import { useSelection } from '../src/list/useSelection'
import { rowItems } from '../src/table/items'
import { moved } from '../src/table/useCells'
import { spanOf } from '../src/table/useWindow'
import { ordered } from '../src/views/useViews'

const field = (name: string, system = false) => ({ name, kind: 'text', label: name, system })
const meta = {
  type: 'firms',
  titleField: 'name',
  fields: [field('no'), field('name'), field('level'), field('city'), field('createdAt', true)],
} as unknown as TypeMeta

describe('rows that are drawn', () => {
  test('are those on screen and a few around them', () => {
    expect(spanOf(0, 400, 40, 1000)).toEqual({ first: 0, last: 20 })
    expect(spanOf(40 * 500, 400, 40, 1000)).toEqual({ first: 492, last: 520 })
  })
  test('never lie outside the list', () => {
    expect(spanOf(-37, 400, 40, 5)).toEqual({ first: 0, last: 5 })
    expect(spanOf(40 * 990, 4000, 40, 1000)).toEqual({ first: 980, last: 1000 })
    expect(spanOf(999999, 400, 40, 10)).toEqual({ first: 10, last: 10 })
    expect(spanOf(0, 400, 40, 0)).toEqual({ first: 0, last: 0 })
  })
})

describe('lines of a list', () => {
  const row = (id: string, version = 1) => ({ id, version })
  test('stay the same when a page is added or a row is replaced', () => {
    const [a, b, c] = [row('a'), row('b'), row('c')]
    const before = rowItems([a, b])
    const after = rowItems([a, row('b', 2), c], before)
    expect(after.map((item) => item.key)).toEqual(['a', 'b', 'c'])
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })
})

describe('keys in cells', () => {
  const size = { rows: 10, columns: 4, page: 5, selectable: true }
  const press = (key: string, ctrlKey = false) => moved({ row: 2, col: 1 }, { key, ctrlKey, metaKey: false }, size)
  test('move by one, by a page, to the ends', () => {
    expect(press('ArrowDown')).toEqual({ row: 3, col: 1 })
    expect(press('ArrowUp')).toEqual({ row: 1, col: 1 })
    expect(press('PageDown')).toEqual({ row: 7, col: 1 })
    expect(press('PageUp')).toEqual({ row: 0, col: 1 })
    expect(press('Home')).toEqual({ row: 2, col: -1 })
    expect(press('End', true)).toEqual({ row: 9, col: 3 })
  })
  test('others do not move', () => {
    expect(press('a')).toBeUndefined()
    expect(press('j')).toBeUndefined()
  })
})

describe('columns', () => {
  test('come from the user, else the view, else the first fields, the title always first', () => {
    expect(columnNames(meta, ['city', 'no'], ['level'])).toEqual(['name', 'city', 'no'])
    expect(columnNames(meta, null, ['level', 'name'])).toEqual(['name', 'level'])
    expect(columnNames(meta, undefined, undefined)).toEqual(['name', 'no', 'level', 'city'])
  })
  test('a field that is gone is left out', () => expect(columnNames(meta, ['gone', 'city'], undefined)).toEqual(['name', 'city']))
  test('widths stay sensible', () => expect([withinLimits(3), withinLimits(200.4), withinLimits(9999)]).toEqual([72, 200, 640]))
})

describe('selection', () => {
  const loaded = ['a', 'b', 'c', 'd']
  test('one by one, and a range with shift', () => {
    const chosen = useSelection(() => '')
    chosen.toggle('b', loaded)
    chosen.toggle('d', loaded, true)
    expect([...chosen.ids.value].sort()).toEqual(['b', 'c', 'd'])
    chosen.toggle('c', loaded)
    expect(chosen.has('c')).toBe(false)
  })
  test('the page, everything, and one taken out of everything', () => {
    const chosen = useSelection(() => '')
    chosen.togglePage(loaded)
    expect(chosen.ids.value.size).toBe(4)
    chosen.chooseAll()
    expect(chosen.has('not loaded')).toBe(true)
    chosen.toggle('a', loaded)
    expect([chosen.all.value, chosen.has('a'), chosen.has('b'), chosen.has('not loaded')]).toEqual([false, false, true, false])
  })
  test('another question clears it', async () => {
    const query = ref('x')
    const chosen = useSelection(() => query.value)
    chosen.toggle('a', loaded)
    query.value = 'y'
    await nextTick()
    expect(chosen.any.value).toBe(false)
  })
})

test('views keep the order the user gave them; new ones follow', () => {
  const all = [{ id: 'all' }, { id: 'mine' }, { id: 'new' }]
  expect(ordered(all, ['mine', 'all']).map(({ id }) => id)).toEqual(['mine', 'all', 'new'])
  expect(ordered(all, []).map(({ id }) => id)).toEqual(['all', 'mine', 'new'])
})
