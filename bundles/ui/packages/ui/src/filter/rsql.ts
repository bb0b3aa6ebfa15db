/** One comparison of a filter: the part of RSQL that chips can show. */
export interface Condition {
  readonly field: string
  readonly operator: string
  readonly values: readonly string[]
}

const PLAIN = /^[^"'();,=!~<>\s]+$/
const LISTS = new Set(['=in=', '=out='])

const quote = (value: string) => (PLAIN.test(value) ? value : `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`)

/** Writes conditions as RSQL, all of which must hold. */
export function writeFilter(conditions: readonly Condition[]): string {
  return conditions
    .map(({ field, operator, values }) => {
      const list = values.map(quote).join(',')
      return `${field}${operator}${LISTS.has(operator) ? `(${list})` : list}`
    })
    .join(';')
}

const COMPARISON = /^([\w.]+)(==|!=|=[a-z]+=)/

/** Reads one value at the start of a text; returns it with what is left. */
function readValue(text: string): [string, string] | undefined {
  const mark = text[0]
  if (mark !== '"' && mark !== "'") {
    const plain = /^[^"'();,=!~<>\s]+/.exec(text)?.[0]
    return plain ? [plain, text.slice(plain.length)] : undefined
  }
  let value = ''
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') value += text[++at] ?? ''
    else if (text[at] === mark) return [value, text.slice(at + 1)]
    else value += text[at]
  }
  return undefined
}

function readValues(text: string, list: boolean): [string[], string] | undefined {
  if (!list) {
    const one = readValue(text)
    return one && [[one[0]], one[1]]
  }
  if (text[0] !== '(') return undefined
  const values: string[] = []
  for (let rest = text.slice(1); ; ) {
    const one = readValue(rest)
    if (!one) return undefined
    values.push(one[0])
    rest = one[1]
    if (rest[0] === ')') return [values, rest.slice(1)]
    if (rest[0] !== ',') return undefined
    rest = rest.slice(1)
  }
}

/** Reads RSQL into conditions; undefined for anything chips cannot show, such as an "or". */
export function readFilter(filter: string): Condition[] | undefined {
  const conditions: Condition[] = []
  for (let rest = filter.trim(); rest !== ''; ) {
    const head = COMPARISON.exec(rest)
    if (!head) return undefined
    const [whole, field = '', operator = ''] = head
    const tail = readValues(rest.slice(whole.length), LISTS.has(operator))
    if (!tail) return undefined
    conditions.push({ field, operator, values: tail[0] })
    rest = tail[1]
    if (rest === '') break
    if (rest[0] !== ';' || rest.length === 1) return undefined
    rest = rest.slice(1)
  }
  return conditions
}

const escapeStars = (text: string) => text.replace(/[\\*]/g, (one) => `\\${one}`)

/** Pattern of "contains" for a text a person typed. */
export const containing = (text: string): string => `*${escapeStars(text)}*`

/** Pattern of "begins with". */
export const starting = (text: string): string => `${escapeStars(text)}*`

/** The text a person typed, from a "contains" pattern. */
export const contained = (pattern: string): string => pattern.replace(/^\*|\*$/g, '').replace(/\\([\\*])/g, '$1')
