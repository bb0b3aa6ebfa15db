/** Just enough of the list language for the pages: conjunctions of comparisons, search, sort, cursor. */
import { admin } from './data.mjs'

const plain = (value) => (value && typeof value === 'object' ? (value.id ?? value.code ?? Number(value.amount)) : value)
const COMPARISON = /([\w.]+)(==|!=|=[a-z]+=)(\([^)]*\)|"(?:[^"\\]|\\.)*"|[^;]+);?/gy
const unquote = (text) => (text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text)

const TESTS = {
  '==': (value, given) => String(value) === given,
  '!=': (value, given) => String(value) !== given,
  '=null=': (value, given) => (value === null || value === undefined) === (given === 'true'),
  '=ge=': (value, given) => value !== null && (typeof value === 'number' ? value >= Number(given) : String(value) >= given),
  '=le=': (value, given) => value !== null && (typeof value === 'number' ? value <= Number(given) : String(value) <= given),
  '=like=': (value, given) =>
    String(value ?? '')
      .toLowerCase()
      .includes(given.replace(/^\*|\*$/g, '').toLowerCase()),
  '=in=': (value, given) => given.slice(1, -1).split(',').map(unquote).includes(String(value)),
  '=out=': (value, given) => !given.slice(1, -1).split(',').map(unquote).includes(String(value)),
}

/** The comparisons of a filter, or undefined when it cannot be parsed. */
function parse(filter) {
  const found = []
  COMPARISON.lastIndex = 0
  while (COMPARISON.lastIndex < filter.length) {
    const match = COMPARISON.exec(filter)
    if (!match || !TESTS[match[2]]) return undefined
    found.push({ name: match[1], test: TESTS[match[2]], given: unquote(match[3]) === 'me' ? admin.id : unquote(match[3]) })
  }
  return found
}

function compare(sort) {
  const keys = sort
    .split(',')
    .filter(Boolean)
    .map((key) => ({ name: key.replace(/^-/, ''), way: key.startsWith('-') ? -1 : 1 }))
  return (a, b) => {
    for (const { name, way } of keys) {
      const [x, y] = [plain(a[name]), plain(b[name])]
      if (x === y) continue
      if (x === null || x === undefined) return 1
      if (y === null || y === undefined) return -1
      return (typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'zh-CN')) * way
    }
    return 0
  }
}

export function list(rows, params) {
  const comparisons = parse(params.get('filter') ?? '')
  if (!comparisons) return undefined
  const words = (params.get('q') ?? '').toLowerCase()
  const matches = rows.filter(
    (row) =>
      comparisons.every(({ name, test, given }) => test(plain(row[name]) ?? null, given)) &&
      (words === '' || JSON.stringify(row).toLowerCase().includes(words)),
  )
  const sorted = [...matches].sort(compare(params.get('sort') ?? ''))
  const from = Number(params.get('cursor') ?? 0)
  const limit = Number(params.get('limit') ?? 50)
  const count = params.get('count') === 'none' ? {} : { total: matches.length, totalIsEstimate: false }
  return {
    items: sorted.slice(from, from + limit),
    nextCursor: from + limit < matches.length ? String(from + limit) : null,
    ...count,
  }
}
