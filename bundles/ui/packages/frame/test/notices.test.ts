import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { notices, showNotice } from '../src/notices/notices'

const shown = () => notices.map(({ message }) => message)

describe('notices', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.runAllTimers()
    vi.useRealTimers()
  })

  it('can be undone for eight seconds', () => {
    showNotice('moved', { undo: () => undefined })
    vi.advanceTimersByTime(7900)
    expect(shown()).toEqual(['moved'])
    vi.advanceTimersByTime(200)
    expect(shown()).toEqual([])
  })

  it('of a failure take away the undo of the same subject, and of none that is known', () => {
    const undo = () => undefined
    showNotice('A moved', { undo, subject: 'A' })
    showNotice('something done', { undo })
    showNotice('B not moved', { kind: 'error', subject: 'B' })
    expect(shown()).toEqual(['A moved', 'B not moved'])
    showNotice('A not moved', { kind: 'error', subject: 'A' })
    expect(shown()).toEqual(['B not moved', 'A not moved'])
    showNotice('C moved', { undo, subject: 'C' })
    showNotice('failed', { kind: 'error' })
    expect(shown()).not.toContain('C moved')
  })
})
