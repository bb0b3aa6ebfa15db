/** Lines of the form `name=value`, as roles keep scopes (`customers:read=own`) and field rights (`customers.phone=masked`). */
export type Assignments = ReadonlyMap<string, string>

export const SCOPES = ['own', 'team', 'department', 'departmentTree', 'all'] as const
export const FIELD_RIGHTS = ['readOnly', 'masked', 'hidden'] as const

export const readAssignments = (text: unknown): Assignments =>
  new Map(
    String(text ?? '')
      .split(/[\s,;，；]+/)
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

export const writeAssignments = (all: Assignments): string =>
  [...all]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n')

/** The same with one value changed; an empty one takes the line away. */
export function assigned(all: Assignments, name: string, value: string): Assignments {
  const next = new Map(all)
  if (value) next.set(name, value)
  else next.delete(name)
  return next
}

/** How many fields of a type have a right of their own. */
export const fieldsOf = (all: Assignments, type: string): number =>
  [...all.keys()].filter((name) => name.startsWith(`${type}.`)).length
