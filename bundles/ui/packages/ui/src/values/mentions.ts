/** A piece of a text: plain, or a person that is mentioned. */
export interface TextPart {
  readonly text: string
  readonly user?: string
}

const MENTION = /@\[([^\]\n]{1,100})\]\(([\w-]{1,64})\)/g

/** Cuts a text at its mentions, which are written `@[name](user id)`. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(MENTION)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: `@${match[1] ?? ''}`, user: match[2] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** A text with its mentions as `@name` alone, for places that show one plain line. */
export const withoutIds = (text: string): string => text.replace(MENTION, '@$1')

/** Mentions as a person types them: `@name`, with the ids kept beside the text. */
export class TypedMentions {
  private readonly idOf = new Map<string, string>()

  /** The text to edit. */
  read(stored: string): string {
    return partsOf(stored)
      .map(({ text, user }) => (user ? `@${this.add(text.slice(1), user)}` : text))
      .join('')
  }

  /** Notes a person; gives the name to write, told apart from another of the same name. */
  add(name: string, id: string): string {
    for (let at = 1; ; at++) {
      const written = at === 1 ? name : `${name}·${at}`
      const known = this.idOf.get(written)
      if (known !== undefined && known !== id) continue
      this.idOf.set(written, id)
      return written
    }
  }

  /** The text to store. */
  write(typed: string): string {
    const names = [...this.idOf.keys()].sort((a, b) => b.length - a.length)
    let out = ''
    for (let at = 0; at < typed.length; ) {
      const name = typed[at] === '@' ? names.find((one) => typed.startsWith(one, at + 1)) : undefined
      out += name === undefined ? typed[at] : `@[${name.replace(/·\d+$/, '')}](${this.idOf.get(name) ?? ''})`
      at += name === undefined ? 1 : name.length + 1
    }
    return out
  }
}
