import { describe, expect, it } from 'vitest'
import { percentOf, shareOf, withMinorUnits, withoutZeros } from '../src/values/share'

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

describe('decimals that count', () => {
  it.each([
    ['4.000000', '4'],
    ['0.0000', '0'],
    ['100', '100'],
    ['1.250000', '1.25'],
    ['ten', 'ten'],
  ])('%s is written %s', (stored, written) => expect(withoutZeros(stored)).toBe(written))

  it.each([
    ['1200.0000', 'CNY', '1200.00'],
    ['1200', 'CNY', '1200.00'],
    ['0.1250', 'CNY', '0.125'],
    ['-3.5', 'CNY', '-3.50'],
    ['1200.0000', 'JPY', '1200'],
    ['', 'CNY', ''],
  ])('%s %s is written %s', (amount, currency, written) => expect(withMinorUnits(amount, currency)).toBe(written))
})
