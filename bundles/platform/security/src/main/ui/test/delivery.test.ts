import { describe, expect, it } from 'vitest'
import { positionOf, stateOf } from '../src/webhooks/delivery'

const CALM = { position: 7, lag: 0, failures: 0, nextTryAt: null, lastError: null }

describe('the delivery of a webhook', () => {
  it('is told in one word', () => {
    expect(stateOf(CALM, true).word).toBe('upToDate')
    expect(stateOf({ ...CALM, lag: 3 }, true).word).toBe('behind')
    expect(stateOf({ ...CALM, lag: 3, failures: 2, lastError: '503' }, true).word).toBe('failing')
    expect(stateOf({ ...CALM, position: null, lag: null }, true).word).toBe('waiting')
    expect(stateOf({ ...CALM, failures: 2 }, false).word).toBe('off')
  })

  it('begins again where a person says, once that is a position', () => {
    expect(positionOf('0')).toBe(0)
    expect(positionOf(' 12,345 ')).toBe(12345)
    expect(positionOf('')).toBeUndefined()
    expect(positionOf('-1')).toBeUndefined()
    expect(positionOf('ten')).toBeUndefined()
  })
})
