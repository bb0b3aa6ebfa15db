/** The operations that every type has, in the order of the table. */
export const OPERATIONS = ['read', 'create', 'update', 'delete', 'import', 'export'] as const

/** Areas of the platform, which wildcards over types leave out. */
const PLATFORM_AREAS = new Set(['users', 'roles', 'departments', 'modules', 'audit', 'settings', 'jobs'])

/** Tells whether a role with these permissions, one a line, holds a right; the rule is the server's. */
export function rightsOf(permissions: string): (right: string) => boolean {
  // How the firm is made up is known to everybody who is signed in.
  const held = new Set(['departments:read', ...permissions.split(/\s+/).filter(Boolean)])
  return (right) => {
    if (held.has('*') || held.has(right)) return true
    const [area = '', operation = ''] = right.split(':')
    if (held.has(`${area}:*`)) return true
    return PLATFORM_AREAS.has(area) ? held.has(area) : held.has('*:*') || held.has(`*:${operation}`)
  }
}
