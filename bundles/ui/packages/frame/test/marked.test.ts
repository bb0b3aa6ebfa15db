import { expect, test } from 'vitest'
import { marked } from '../src/palette/ranking'

const hits = (text: string, words: string) =>
  marked(text, words)
    .filter((part) => part.hit)
    .map((part) => part.text)

test('every word is marked wherever it stands, and nothing of the text is lost', () => {
  expect(hits('云启科技 KeJi', 'keji 云启')).toEqual(['云启', 'KeJi'])
  expect(hits('云启云启', '云启')).toEqual(['云启', '云启'])
  expect(hits('云启', '')).toEqual([])
  expect(hits('云启', 'yq')).toEqual([])
  for (const words of ['', 'a', 'ab', 'b a']) {
    expect(
      marked('abcab', words)
        .map((part) => part.text)
        .join(''),
    ).toBe('abcab')
  }
})
