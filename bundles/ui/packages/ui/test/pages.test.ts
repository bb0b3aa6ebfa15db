import { records, type ListQuery, type RecordData } from '@penglai/sdk'
import { effectScope } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { usePages } from '../src/list/usePages'

const row = (id: string) => ({ id, version: 1 }) as unknown as RecordData
const page = (ids: string[], nextCursor: string | null) => Promise.resolve({ items: ids.map(row), nextCursor, total: 9 })

describe('the pages of a list', () => {
  it('show a record once that comes on two pages, and again one that was taken out and came back', async () => {
    const list = vi
      .spyOn(records, 'list')
      .mockImplementationOnce(() => page(['a', 'b'], '1'))
      .mockImplementationOnce(() => page(['b', 'c'], '2'))
      .mockImplementationOnce(() => page(['a', 'd'], null))
    const scope = effectScope()
    const pages = scope.run(() =>
      usePages(
        () => 'customers',
        (): ListQuery => ({ sort: 'name' }),
      ),
    )!
    const shown = () => pages.rows.value.map(({ id }) => id).join('')
    await vi.waitFor(() => expect(shown()).toBe('ab'))
    await pages.more()
    expect(shown()).toBe('abc')
    pages.remove(new Set(['a']))
    await pages.more()
    expect(shown()).toBe('bcad')
    expect(list).toHaveBeenCalledTimes(3)
    scope.stop()
  })

  it('bring the next page although the reader came to the end while the rows were asked for anew', async () => {
    vi.spyOn(records, 'list')
      .mockImplementationOnce(() => page(['a', 'b'], '1'))
      .mockImplementationOnce(() => page(['a', 'b'], '1'))
      .mockImplementationOnce(() => page(['c'], null))
    const scope = effectScope()
    const pages = scope.run(() =>
      usePages(
        () => 'customers',
        (): ListQuery => ({ sort: 'name' }),
      ),
    )!
    const shown = () => pages.rows.value.map(({ id }) => id).join('')
    await vi.waitFor(() => expect(shown()).toBe('ab'))
    const anew = pages.load(2)
    await pages.more()
    await anew
    await vi.waitFor(() => expect(shown()).toBe('abc'))
    scope.stop()
  })
})
