import { readonly, ref, type DeepReadonly, type Ref } from 'vue'

export interface User {
  id: string
  username: string
  name: string
  locale: string
  zone: string
  email?: string | null
  phone?: string | null
}

export interface Session {
  user: User
  permissions: string[]
  /** Codes of the user's roles. */
  roles?: string[]
  department?: { id: string; title: string } | null
  csrfToken: string
  instance: string
}

const current = ref<Session | null>(null)

/** Who is signed in; null on the sign-in page. */
export const session: DeepReadonly<Ref<Session | null>> = readonly(current)

/** For the frame: plug-ins only read {@link session}. */
export function provideSession(next: Session | null): void {
  current.value = next
}

/** Areas of the platform: wildcards for business types do not reach into them. */
const PLATFORM_AREAS = new Set(['users', 'roles', 'departments', 'modules', 'audit', 'settings', 'jobs'])

/** Whether the user holds a permission such as `customers:read` or `modules`; the rule is the server's. */
export function can(permission: string): boolean {
  const held = new Set(current.value?.permissions ?? [])
  if (held.has('*') || held.has(permission)) return true
  const [area = '', operation] = permission.split(':')
  if (!operation) return false
  if (held.has(`${area}:*`)) return true
  return PLATFORM_AREAS.has(area) ? held.has(area) : held.has('*:*') || held.has(`*:${operation}`)
}
