/** What the guide is written in: the part of Markdown that its chapters use, as data, so that no text ever becomes HTML. */
export type Span =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Span[])[]
      readonly rows: readonly (readonly (readonly Span[])[])[]
    }
  | { readonly kind: 'picture'; readonly alt: string; readonly source: string }

const SPAN = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g
const PICTURE = /^!\[([^\]]*)\]\(([^)\s]+)\)$/
const HEADING = /^(#{1,3}) (.+)$/
const ITEM = /^(?:([-*])|\d+\.) (.+)$/
const RULE = /^\|[\s:|-]+\|$/

export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  for (const match of text.matchAll(SPAN)) {
    if (match.index > at) spans.push({ kind: 'text', text: text.slice(at, match.index) })
    const [whole, strong, code, label, to] = match
    if (strong !== undefined) spans.push({ kind: 'strong', text: strong })
    else if (code !== undefined) spans.push({ kind: 'code', text: code })
    else spans.push({ kind: 'link', text: label ?? '', to: to ?? '' })
    at = match.index + whole.length
  }
  if (at < text.length) spans.push({ kind: 'text', text: text.slice(at) })
  return spans
}

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => spansOf(cell.trim()))

/** Lines that belong together, then what they are. */
export function blocksOf(text: string): Block[] {
  const groups = text
    .replaceAll('\r', '')
    .split(/\n{2,}/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
  return groups.flatMap((lines) => blockOf(lines))
}

function blockOf(lines: readonly string[]): Block[] {
  const [first = ''] = lines
  if (first === '') return []
  const heading = HEADING.exec(first)
  if (heading)
    return [{ kind: 'heading', level: heading[1]?.length ?? 1, spans: spansOf(heading[2] ?? '') }, ...blockOf(lines.slice(1))]
  const picture = PICTURE.exec(first)
  if (picture) return [{ kind: 'picture', alt: picture[1] ?? '', source: picture[2] ?? '' }, ...blockOf(lines.slice(1))]
  const item = ITEM.exec(first)
  if (item) {
    const items = lines.map((line) => spansOf(ITEM.exec(line.trim())?.[2] ?? line.trim()))
    return [{ kind: 'list', ordered: item[1] === undefined, items }]
  }
  if (first.startsWith('|') && RULE.test(lines[1] ?? ''))
    return [{ kind: 'table', head: cellsOf(first), rows: lines.slice(2).map(cellsOf) }]
  return [{ kind: 'paragraph', spans: spansOf(lines.join(' ')) }]
}
