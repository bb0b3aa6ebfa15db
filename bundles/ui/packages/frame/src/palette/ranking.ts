import type { Entry } from './entries'

const NO_MATCH = -1

function rankOf(text: string, words: string): number {
  const at = text.toLowerCase().indexOf(words)
  if (at < 0) return NO_MATCH
  return at === 0 ? 0 : 1
}

/** The entries that fit the words, best first: beginnings before middles, titles before other names. */
export function matching(entries: readonly Entry[], words: string, most: number): Entry[] {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return entries.slice(0, most)
  return entries
    .map((entry, order) => {
      const own = rankOf(entry.title, wanted)
      const other = Math.min(...(entry.aliases ?? []).map((one) => rankOf(one, wanted)).filter((rank) => rank >= 0))
      const rank = own >= 0 ? own : other === Infinity ? NO_MATCH : other + 2
      return { entry, order, rank }
    })
    .filter(({ rank }) => rank !== NO_MATCH)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, most)
    .map(({ entry }) => entry)
}

/** A text in parts, so that what was looked for can be marked: every word of it, wherever it stands. */
export function marked(text: string, words: string): { readonly text: string; readonly hit: boolean }[] {
  const wanted = words
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
  const lower = text.toLowerCase()
  const parts: { text: string; hit: boolean }[] = []
  let plain = 0
  for (let at = 0; at < text.length; ) {
    const word = wanted.find((one) => lower.startsWith(one, at))
    if (!word) {
      at++
      continue
    }
    parts.push({ text: text.slice(plain, at), hit: false }, { text: text.slice(at, at + word.length), hit: true })
    at += word.length
    plain = at
  }
  parts.push({ text: text.slice(plain), hit: false })
  return parts.filter((part) => part.text !== '')
}
