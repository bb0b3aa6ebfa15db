/** Direction a list is sorted in by a field, if it is. */
export function directionOf(sort: string | undefined, field: string): 'up' | 'down' | undefined {
  const keys = (sort ?? '').split(',')
  if (keys.includes(field)) return 'up'
  return keys.includes(`-${field}`) ? 'down' : undefined
}

/** The next sort after a click on a header: up, down, none. */
export function toggled(sort: string | undefined, field: string): string {
  const direction = directionOf(sort, field)
  if (direction === undefined) return field
  return direction === 'up' ? `-${field}` : ''
}
