const LONGEST_NAME = 4

/** What stands in a person's round sign: the end of a Chinese name, else (a post, a Latin name) the first letters. */
export function initialsOf(name: string, letters = 2): string {
  const text = name.trim()
  const signs = [...text]
  if (/^\p{Script=Han}+$/u.test(text))
    return (signs.length > LONGEST_NAME ? signs.slice(0, letters) : signs.slice(-letters)).join('')
  const words = text.split(/\s+/).filter(Boolean)
  return (words.length > 1 ? [words[0], words.at(-1)] : words)
    .slice(0, letters)
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

const TONES = 4

/** One of a few colours, always the same for the same person. */
export function toneOfPerson(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return sum % TONES
}
