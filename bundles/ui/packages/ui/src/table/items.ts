import type { RecordData } from '@penglai/sdk'

/** A group of records with the same value in one field. */
export interface GroupHead {
  readonly key: string
  readonly label: string
  readonly count: number
  /** Sums as text, by field. */
  readonly sums: ReadonlyMap<string, string>
  readonly open: boolean
}

/** One line of a grid. */
export type GridItem =
  | { readonly kind: 'row'; readonly key: string; readonly row: RecordData }
  | { readonly kind: 'group'; readonly key: string; readonly group: GroupHead }
  | { readonly kind: 'more'; readonly key: string; readonly group: string; readonly left: number; readonly busy: boolean }

export type Density = 'compact' | 'default' | 'comfortable'

/** Height of a row in pixels; phones have two-line rows of their own. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 32, default: 40, comfortable: 48 }
export const PHONE_ROW = 64

/** Lines of records; those that were there before stay the same, so that a page more costs only what it adds. */
export function rowItems(rows: readonly RecordData[], before: readonly GridItem[] = []): GridItem[] {
  return rows.map((row, at) => {
    const old = before[at]
    return old?.kind === 'row' && old.row === row ? old : { kind: 'row', key: row.id, row }
  })
}
