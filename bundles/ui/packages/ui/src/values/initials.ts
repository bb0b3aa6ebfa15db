/** What stands in a person's round sign: the end of a Chinese name, else the first letters. */
export function initialsOf(name: string, letters = 2): string {
  const text = name.trim()
  if (/^\p{Script=Han}+$/u.test(text)) return [...text].slice(-letters).join('')
  const words = text.split(/\s+/).filter(Boolean)
  return (words.length > 1 ? [words[0], words.at(-1)] : words)
    .slice(0, letters)
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

const TONES = 5

/** One of a few colours, always the same for the same person. */
export function toneOfPerson(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return sum % TONES
}
