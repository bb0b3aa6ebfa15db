import { http } from './http'
import type { Localized } from './localized'
import { queryOf } from './records'

/** A message to the signed-in user: a reminder, a mention, a change of a watched record. */
export interface Notification {
  readonly id: string
  readonly kind: string
  readonly title: Localized
  readonly text?: string | null
  readonly type?: string | null
  readonly recordId?: string | null
  readonly at: string
  readonly readAt?: string | null
}

export interface NotificationPage {
  readonly items: readonly Notification[]
  readonly nextCursor: string | null
  readonly unread: number
}

export interface NotificationQuery {
  readonly unread?: boolean
  readonly limit?: number
  readonly cursor?: string | undefined
}

const URL = '/api/v1/notifications'

/** The messages of the signed-in user. */
export const notifications = {
  list: (query: NotificationQuery = {}): Promise<NotificationPage> => http.get<NotificationPage>(URL + queryOf(query)),
  read: (ids: readonly string[]): Promise<void> => http.post(`${URL}/read`, { ids }),
  readAll: (): Promise<void> => http.post(`${URL}/read`, { all: true }),
}
