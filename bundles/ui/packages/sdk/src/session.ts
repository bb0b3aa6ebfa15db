import { readonly, ref, type DeepReadonly, type Ref } from 'vue'
import type { Localized } from './localized'

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
  /** What they are called, in the order of the user's list. */
  roleNames?: Localized[]
  /** Path of the page that opens after sign-in, if the user's roles name one. */
  home?: string | null
  /** Groups and paths that the navigation shows; without any, everything the user may see. */
  menu?: string[]
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
const PLATFORM_AREAS = new Set([
  'users',
  'roles',
  'departments',
  'teams',
  'modules',
  'audit',
  'settings',
  'jobs',
  'webhooks',
  'privacy',
  'sensitive',
])
/** Types by which administrators set up the product; who holds the right to the settings holds theirs. */
const SETTINGS = new Set([
  'customFields',
  'picklistOptions',
  'formLayouts',
  'validationRules',
  'uniqueRules',
  'numberRules',
  'approvalFlows',
  'approvalFlowSteps',
  'mailboxes',
  'mailFolders',
  'mailSenders',
  'outgoingMails',
  'incomingMails',
])

/** Where a right comes from: `*`, the right itself, or the wider one that includes it. */
export function sourceOf(held: ReadonlySet<string>, permission: string): string | undefined {
  if (held.has('*')) return '*'
  if (held.has(permission)) return permission
  const [area = '', operation] = permission.split(':')
  if (!operation) return undefined
  const wider = SETTINGS.has(area)
    ? [`${area}:*`, 'settings']
    : PLATFORM_AREAS.has(area)
      ? [`${area}:*`, area]
      : [`${area}:*`, '*:*', `*:${operation}`]
  return wider.find((one) => held.has(one))
}

/** What an area of rights is about: business, the platform itself, or its settings. */
export const areaKind = (area: string): 'business' | 'platform' | 'settings' =>
  SETTINGS.has(area) ? 'settings' : PLATFORM_AREAS.has(area) ? 'platform' : 'business'

/** Whether the user holds a permission such as `customers:read` or `modules`; the rule is the server's. */
export function can(permission: string): boolean {
  return sourceOf(new Set(current.value?.permissions ?? []), permission) !== undefined
}
