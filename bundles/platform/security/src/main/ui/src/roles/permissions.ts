import { areaKind, sourceOf } from '@penglai/sdk'

/** The operations that every type has, in the order of the table. */
export const OPERATIONS = ['read', 'create', 'update', 'delete', 'import', 'export'] as const

/** Stands for all business types. */
export const EVERYTHING = '*'

/** What a role may do: its lines, also those about types that are not installed. */
export type Permissions = ReadonlySet<string>

/** Whether a right is held, and whether by a line of its own area, so that it can be taken away there. */
export type Grant = 'none' | 'own' | 'wider'

export const readPermissions = (text: unknown): Permissions =>
  new Set(
    String(text ?? '')
      .split(/[\s,;，；]+/)
      .filter(Boolean),
  )

export const writePermissions = (held: Permissions): string => [...held].sort().join('\n')

/** How all rights of an area are written: platform areas have a right that is but their name. */
export const allOf = (area: string): string => (areaKind(area) === 'platform' ? area : `${area}:*`)

export function grantOf(held: Permissions, area: string, operation: string): Grant {
  const source = sourceOf(held, `${area}:${operation}`)
  if (source === undefined) return 'none'
  return source === area || source.startsWith(`${area}:`) ? 'own' : 'wider'
}

/** Whether an area is held as a whole, with whatever operations it may get later. */
export function wholeOf(held: Permissions, area: string): Grant {
  if (held.has(allOf(area)) || held.has(`${area}:*`)) return 'own'
  if (held.has('*')) return 'wider'
  const kind = areaKind(area)
  return (kind === 'business' && held.has('*:*')) || (kind === 'settings' && held.has('settings')) ? 'wider' : 'none'
}

/** Gives one right or takes it; of an area that is held as a whole, the others stay. */
export function toggled(held: Permissions, area: string, operation: string, known: readonly string[]): Permissions {
  const next = new Set(held)
  const right = `${area}:${operation}`
  if (grantOf(held, area, operation) === 'none') return next.add(right)
  if (wholeOf(held, area) === 'own') {
    withoutArea(next, area)
    known.filter((one) => one !== operation).forEach((one) => next.add(`${area}:${one}`))
  }
  next.delete(right)
  return next
}

/** Gives an area as a whole, or takes everything of it. */
export function wholeToggled(held: Permissions, area: string): Permissions {
  const next = new Set(held)
  const whole = wholeOf(held, area) === 'own'
  withoutArea(next, area)
  return whole ? next : next.add(allOf(area))
}

function withoutArea(held: Set<string>, area: string): void {
  for (const right of [...held]) if (right === area || right.startsWith(`${area}:`)) held.delete(right)
}
