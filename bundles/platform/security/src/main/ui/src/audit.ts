import type { Localized } from '@penglai/sdk'

export interface AuditRow {
  readonly id: string
  readonly at: string
  readonly by: { readonly id: string | null; readonly title: string }
  readonly type: string
  readonly recordId: string | null
  readonly version: number
  readonly action: string
  /** Address of the client or `console`; null for work of the platform itself. */
  readonly from?: string | null
  readonly traceId?: string | null
  readonly changes: Readonly<Record<string, unknown>> | null
}

export interface AuditReport {
  readonly sound: boolean
  readonly sealed: number
  readonly unsealed: number
  readonly head: string | null
  readonly findings: readonly { readonly kind: string; readonly position: number; readonly text: string }[]
}

export interface AuditFilter {
  type: string
  action: string
  from: string
  until: string
  user: { id: string; title: string } | undefined
  record: string
}

/** What the page knows of the types whose rows it shows. */
export interface TypeWords {
  readonly label: Localized
  readonly fields: ReadonlyMap<string, Localized>
}

const startOf = (day: string) => new Date(`${day}T00:00:00`)

/** The filter as parameters; days are those of the reader, the last one included. */
export function parametersOf(filter: AuditFilter): Record<string, string> {
  const parameters: Record<string, string> = {}
  if (filter.type) parameters['type'] = filter.type
  if (filter.action) parameters['action'] = filter.action
  if (filter.user) parameters['user'] = filter.user.id
  if (filter.record) parameters['record'] = filter.record
  if (filter.from) parameters['from'] = startOf(filter.from).toISOString()
  if (filter.until) {
    const end = startOf(filter.until)
    end.setDate(end.getDate() + 1)
    parameters['until'] = end.toISOString()
  }
  return parameters
}

const textOf = (value: unknown): string =>
  value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** A line for each field: before and after of a change, the value of a creation. */
export const linesOf = (row: AuditRow): { field: string; text: string }[] =>
  Object.entries(row.changes ?? {}).map(([field, value]) => ({
    field,
    text:
      Array.isArray(value) && value.length === 2 && row.action !== 'created'
        ? `${textOf(value[0])} → ${textOf(value[1])}`
        : textOf(value),
  }))
