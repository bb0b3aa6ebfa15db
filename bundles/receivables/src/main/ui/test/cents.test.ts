import { describe, expect, it } from 'vitest'
import { oldestFirst, parse, plain } from '../src/cents'

describe('amounts', () => {
  it('are read and written exactly', () => {
    for (const text of ['0', '0.1', '1234.56', '999999999999999.9999']) expect(plain(parse(text) ?? -1n)).toBe(text)
    expect(plain(parse('1，234.50') ?? -1n)).toBe('1234.5')
    expect(plain(-5000n)).toBe('-0.5')
  })

  it('are nothing else', () => {
    for (const text of ['', '-1', '1e3', '1.23456', 'abc', '１２']) expect(parse(text)).toBeNull()
  })

  it('go to what is due first', () => {
    expect(oldestFirst(700n, [300n, 500n, 200n])).toEqual([300n, 400n, 0n])
    expect(oldestFirst(0n, [300n])).toEqual([0n])
  })
})
