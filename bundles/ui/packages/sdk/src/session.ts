import { readonly, ref, type DeepReadonly, type Ref } from 'vue'

export interface User {
  id: string
  username: string
  name: string
  locale: string
  zone: string
}

export interface Session {
  user: User
  permissions: string[]
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

/** Whether the user holds a permission such as `customers:read` or `modules`. */
export function can(permission: string): boolean {
  const held = current.value?.permissions ?? []
  const type = permission.split(':')[0]
  return held.some((one) => one === '*' || one === permission || (permission.includes(':') && one === `${type}:*`))
}
