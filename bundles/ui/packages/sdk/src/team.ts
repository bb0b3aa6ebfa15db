import { http } from './http'
import type { Localized } from './localized'
import { queryOf, type Reference } from './records'

/** Somebody who works on a record beside its owner. */
export interface TeamMember {
  readonly user: Reference
  /** What he does there; null if nobody said. */
  readonly role: string | null
  readonly access: 'read' | 'write'
}

/** One way by which a user reaches a record. */
export interface AccessReason {
  readonly code: string
  /** Names of the roles that permit it; null if none is needed. */
  readonly role: Localized | null
  readonly text: Localized
}

/** Why a user may do something to a record: no reason, no right. */
export interface RecordAccess {
  readonly read: readonly AccessReason[]
  readonly update: readonly AccessReason[]
  readonly delete: readonly AccessReason[]
  /** What is withheld of fields: hidden, masked or readOnly, by name. */
  readonly fields: Readonly<Record<string, 'hidden' | 'masked' | 'readOnly'>>
}

const path = (type: string, id: string, rest: string) => `/api/v1/${type}/${encodeURIComponent(id)}/${rest}`

/** Who works on a record. */
export const team = {
  list: async (type: string, id: string): Promise<readonly TeamMember[]> =>
    (await http.get<{ items: readonly TeamMember[] }>(path(type, id, 'team'))).items,

  /** Takes somebody on, or changes what he may; answers the whole team. */
  put: async (
    type: string,
    id: string,
    user: string,
    values: { readonly access: TeamMember['access']; readonly role?: string | null },
  ): Promise<readonly TeamMember[]> =>
    (await http.send<{ items: readonly TeamMember[] }>('PUT', path(type, id, `team/${encodeURIComponent(user)}`), values)).body
      .items,

  remove: (type: string, id: string, user: string): Promise<void> =>
    http.delete(path(type, id, `team/${encodeURIComponent(user)}`)),
}

/** Why a user may see or change a record. Asking needs the right `users:read`. */
export const accessOf = (type: string, id: string, user: string): Promise<RecordAccess> =>
  http.get<RecordAccess>(path(type, id, `access${queryOf({ user })}`))
