import type { RecordData, Reference } from '@penglai/sdk'

/** A department where it stands among the others. */
export interface Branch {
  readonly row: RecordData
  readonly level: number
  /** Its place among those beside it, from 1, and how many they are. */
  readonly place: number
  readonly beside: number
  readonly below: readonly Branch[]
}

const parentOf = (row: RecordData) => (row['parent'] as Reference | null | undefined)?.id

/** Departments as a tree, in the order they come; one whose parent is not among them stands at the top. */
export function branchesOf(rows: readonly RecordData[]): readonly Branch[] {
  const known = new Set(rows.map(({ id }) => id))
  const children = new Map<string | undefined, RecordData[]>()
  for (const row of rows) {
    const parent = parentOf(row)
    const above = parent && known.has(parent) ? parent : undefined
    children.set(above, [...(children.get(above) ?? []), row])
  }
  const grow = (above: string | undefined, level: number): readonly Branch[] => {
    const here = children.get(above) ?? []
    return here.map((row, at) => ({ row, level, place: at + 1, beside: here.length, below: grow(row.id, level + 1) }))
  }
  return grow(undefined, 1)
}

/** A branch and all below it, from the top down; below those that `open` refuses nothing. */
export function flattened(branches: readonly Branch[], open: (id: string) => boolean = () => true): readonly Branch[] {
  return branches.flatMap((one) => [one, ...(open(one.row.id) ? flattened(one.below, open) : [])])
}

/** Ids of a department and of all below it. */
export const idsWithin = (branch: Branch): readonly string[] => flattened([branch]).map(({ row }) => row.id)

/** Where a department may be moved to: anywhere but into itself. */
export function placesFor(all: readonly Branch[], moved: Branch): readonly Branch[] {
  const own = new Set(idsWithin(moved))
  return flattened(all).filter(({ row }) => !own.has(row.id))
}

/** The sum of counts within a branch. */
export const countWithin = (branch: Branch, counts: ReadonlyMap<string, number>): number =>
  idsWithin(branch).reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
