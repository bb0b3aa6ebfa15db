import { describe, expect, it } from 'vitest'
import { useCursorPages, type Page } from '../src'

const page = (items: number[], nextCursor: string | null = null): Page<number> => ({ items, nextCursor })

describe('a list behind cursors', () => {
  it('adds page after page until there is none', async () => {
    const list = useCursorPages<number>((cursor) => Promise.resolve(cursor === 'b' ? page([3]) : page([1, 2], 'b')))
    expect(list.rows.value).toBeUndefined()
    await list.load()
    expect(list.next.value).toBe('b')
    await list.more()
    expect(list.rows.value).toEqual([1, 2, 3])
    await list.more()
    expect(list.rows.value).toEqual([1, 2, 3])
    await list.load()
    expect(list.rows.value).toEqual([1, 2])
  })

  it('shows the answer to the newest question alone, whichever comes first', async () => {
    const answers: ((page: Page<number>) => void)[] = []
    const list = useCursorPages<number>(() => new Promise((answer) => answers.push(answer)))
    const first = list.load()
    const second = list.load()
    answers[1]?.(page([2]))
    await second
    answers[0]?.(page([1]))
    await first
    expect(list.rows.value).toEqual([2])
    expect(list.loading.value).toBe(false)

    const third = list.load()
    list.clear()
    answers[2]?.(page([3]))
    await third
    expect(list.rows.value).toBeUndefined()
  })

  it('keeps what is there when the next page fails', async () => {
    const list = useCursorPages<number>((cursor) =>
      cursor ? Promise.reject(new Error('gone')) : Promise.resolve(page([1], 'b')),
    )
    await list.load()
    await list.more()
    expect(list.failed.value).not.toBe('')
    expect(list.rows.value).toEqual([1])
  })
})
