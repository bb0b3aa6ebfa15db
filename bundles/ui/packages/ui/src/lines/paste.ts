import { fieldOf, metaOf, records, titleOf, type FieldMeta, type Reference } from '@penglai/sdk'
import { toWire, type FormValues } from '../form/values'

/** Rows and cells of a table as programs put it on the clipboard; quoted cells may hold line ends and tabs. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some(Boolean)) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted && char === '"' && text[at + 1] === '"') cell += text[++at]
    else if (char === '"' && (quoted || cell === '')) quoted = !quoted
    else if (quoted) cell += char
    else if (char === '\t') endCell()
    else if (char === '\n') endRow()
    else if (char !== '\r') cell += char
  }
  endRow()
  return rows
}

/** Whether a paste is of several cells rather than of a text for one of them. */
export const isTable = (text: string): boolean => /\t|\n./.test(text.trim())

/** A cell as a control would hold it: numbers without signs of currency or per cent. */
export function typedOf(field: FieldMeta, cell: string): string {
  if (!['integer', 'decimal', 'percent'].includes(field.kind)) return cell
  return cell.normalize('NFKC').replace(/[¥$€,\s%]/g, '')
}

/** The one record that has the text as its first key or as its title. */
async function named(type: string, text: string): Promise<Reference | undefined> {
  const meta = await metaOf(type)
  if (!meta) return undefined
  const key = meta.keys?.find((fields) => fields.length === 1)?.[0]
  const quoted = `"${text.replace(/([\\"])/g, '\\$1')}"`
  for (const name of [key, meta.titleField]) {
    if (!name || !fieldOf(meta, name)?.filterable) continue
    const { items } = await records.list(type, { filter: `${name}==${quoted}`, limit: 2, count: 'none' })
    const [only] = items
    if (only && items.length === 1) return { id: only.id, title: titleOf(meta, only) }
  }
  return undefined
}

/** A pasted row that names what there is not, or not once. */
export class Unknown extends Error {
  constructor(
    readonly row: number,
    readonly text: string,
  ) {
    super(text)
  }
}

/**
 * Pasted rows as values for the server, cell by cell in the order of the fields.
 *
 * @throws Unknown for the first row that names a record that cannot be found
 */
export async function valuesOf(fields: readonly FieldMeta[], rows: readonly (readonly string[])[]): Promise<FormValues[]> {
  const found = new Map<string, Reference>()
  const all: FormValues[] = []
  for (const [at, cells] of rows.entries()) {
    const values: FormValues = {}
    for (const [place, field] of fields.entries()) {
      const cell = cells[place] ?? ''
      if (!cell) continue
      if (field.kind !== 'reference' || !field.target) {
        values[field.name] = toWire(field, typedOf(field, cell))
        continue
      }
      const key = `${field.target} ${cell}`
      const reference = found.get(key) ?? (await named(field.target, cell))
      if (!reference) throw new Unknown(at + 1, cell)
      found.set(key, reference)
      values[field.name] = reference.id
    }
    all.push(values)
  }
  return all
}
