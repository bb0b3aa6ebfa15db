import type { Attachment } from './attachments'
import { http, type RequestOptions } from './http'
import type { Localized } from './localized'
import { queryOf, type Page, type Reference } from './records'

/** One field that changed, as values and as texts in the reader's language. */
export interface TimelineChange {
  readonly field: string
  readonly label: Localized
  readonly before?: unknown
  readonly after?: unknown
  readonly beforeText?: string | null
  readonly afterText?: string | null
}

/** Something that happened to or around a record. */
export interface TimelineItem {
  readonly id: string
  /** created, change, activity, task, attachment, or whatever a capability contributes. */
  readonly kind: string
  readonly at: string
  readonly by?: Reference | null
  /** The record this is about or that it is; may be another than the timeline's. */
  readonly type?: string | null
  readonly recordId?: string | null
  readonly title?: Localized | null
  readonly text?: string | null
  readonly changes?: readonly TimelineChange[] | null
  readonly data?: Readonly<Record<string, unknown>> | null
  /** What hangs on the record that this is about, such as the photos of a visit. */
  readonly files?: readonly Attachment[] | null
}

export interface TimelineQuery {
  readonly limit?: number
  readonly cursor?: string
  readonly kinds?: string
}

/** What happened around a record, newest first: everything, or with `history` changes of its fields alone. */
export const timeline = {
  load: (
    type: string,
    id: string,
    part: 'timeline' | 'history',
    query: TimelineQuery = {},
    options?: RequestOptions,
  ): Promise<Page<TimelineItem>> =>
    http.get<Page<TimelineItem>>(`/api/v1/${type}/${encodeURIComponent(id)}/${part}${queryOf(query)}`, options),
}
