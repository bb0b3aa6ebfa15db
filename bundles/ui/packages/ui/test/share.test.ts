import { describe, expect, it } from 'vitest'
import { percentOf, shareOf } from '../src/values/share'

describe('shares of one', () => {
  it.each([
    ['0.3000', '30'],
    ['1', '100'],
    ['0.125', '12.5'],
    ['0', '0'],
    ['0.0005', '0.05'],
    ['-0.1', '-10'],
    ['12.50', '1250'],
  ])('%s is %s percent', (share, percent) => {
    expect(percentOf(share)).toBe(percent)
    expect(Number(shareOf(percent))).toBe(Number(share))
  })

  it('leaves what is no number to the rules', () => {
    expect(shareOf('ten')).toBe('ten')
  })
})
