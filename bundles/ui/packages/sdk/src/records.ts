import { http, type Reply, type RequestOptions } from './http'

export interface Reference {
  readonly id: string
  readonly title: string
}

export interface Money {
  readonly amount: string
  readonly currency: string
}

export interface Region {
  readonly code: string
  readonly title: string
}

/** A reference to a record of whatever type. */
export interface RecordLink extends Reference {
  readonly type: string
}

/** A record as the server sends it: the members below and the type's own fields. */
export interface RecordData {
  readonly id: string
  readonly version: number
  readonly createdAt?: string
  readonly createdBy?: Reference | null
  readonly updatedAt?: string
  readonly updatedBy?: Reference | null
  readonly owner?: Reference | null
  readonly [field: string]: unknown
}

export interface Page<T = RecordData> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total?: number
  readonly totalIsEstimate?: boolean
}

export interface ListQuery {
  readonly filter?: string
  readonly q?: string
  readonly sort?: string
  readonly fields?: string
  readonly limit?: number
  readonly cursor?: string
  readonly count?: 'none' | 'estimate' | 'exact'
}

/** A record that a search over all types found. */
export interface Found {
  readonly type: string
  readonly id: string
  readonly title: string
  /** What tells it from others of the same name. */
  readonly subtitle: string | null
  /** Field in which it was found; null for the title. */
  readonly matched: string | null
}

/** Builds a query string, leaving out what is empty. */
export function queryOf(values: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

const path = (type: string, id?: string) => `/api/v1/${type}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

/** The record with its custom fields as members of their own, `custom.x`, as metadata names them. */
function flat<T>(record: T): T {
  const custom = (record as { custom?: unknown } | null)?.custom
  if (typeof custom !== 'object' || custom === null) return record
  return { ...record, ...Object.fromEntries(Object.entries(custom).map(([name, value]) => [`custom.${name}`, value])) }
}

async function flatReply(sending: Promise<Reply<RecordData>>): Promise<Reply<RecordData>> {
  const reply = await sending
  return { ...reply, body: flat(reply.body) }
}

async function flatPage<T>(fetching: Promise<Page<T>>): Promise<Page<T>> {
  const page = await fetching
  return { ...page, items: page.items.map(flat) }
}

/** Values by the names of metadata, with custom fields where the server wants them. */
export function nested(values: object): object {
  const own: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value
    else own[name] = value
  }
  return Object.keys(custom).length > 0 ? { ...own, custom } : own
}

/** A record that this page wrote. */
export interface Written {
  readonly type: string
  readonly id: string
}

const hearers = new Set<(written: Written) => void>()

/** Hears what this page itself writes, at once and without the event stream, until the returned function is called. */
export function onWritten(listener: (written: Written) => void): () => void {
  hearers.add(listener)
  return () => void hearers.delete(listener)
}

async function told<T>(type: string, id: string | undefined, writing: Promise<T>): Promise<T> {
  const reply = await writing
  const written = { type, id: id ?? (reply as Reply<RecordData>).body.id }
  for (const hear of [...hearers]) hear(written)
  return reply
}

/** Finds records of several types by name, pinyin, initials, number, phone or address; the best first. */
export const search = async (
  words: string,
  { types, limit }: { readonly types?: readonly string[]; readonly limit?: number } = {},
  options?: RequestOptions,
): Promise<readonly Found[]> => {
  const query = queryOf({ q: words, types: types?.join(), limit })
  return (await http.get<{ items: readonly Found[] }>(`/api/v1/search${query}`, options)).items
}

/** Reads and writes records of any type. */
export const records = {
  list: <T = RecordData>(type: string, query: ListQuery = {}, options?: RequestOptions): Promise<Page<T>> =>
    flatPage(http.get<Page<T>>(path(type) + queryOf(query), options)),

  get: (type: string, id: string, options?: RequestOptions): Promise<Reply<RecordData>> =>
    flatReply(http.send<RecordData>('GET', path(type, id), undefined, options)),

  create: (type: string, values: object, idempotencyKey: string): Promise<Reply<RecordData>> =>
    told(type, undefined, flatReply(http.send<RecordData>('POST', path(type), nested(values), { idempotencyKey }))),

  /** `values` is a merge patch: only what changed; null empties a field. */
  update: (type: string, id: string, values: object, ifMatch?: string): Promise<Reply<RecordData>> =>
    told(type, id, flatReply(http.send<RecordData>('PATCH', path(type, id), nested(values), ifMatch ? { ifMatch } : {}))),

  /** Makes many records, all or none. */
  createAll: (type: string, each: readonly object[]): Promise<void> =>
    http.post(`${path(type)}/batch`, { operations: each.map((values) => ({ op: 'create', values: nested(values) })) }),

  remove: (type: string, id: string): Promise<void> => told(type, id, http.delete(path(type, id))),

  restore: (type: string, id: string): Promise<void> => told(type, id, http.post(`${path(type, id)}/restore`)),

  action: <T = RecordData>(type: string, id: string, action: string, values: object = {}): Promise<T> =>
    told(type, id, http.post<T>(`${path(type, id)}/actions/${action}`, values)),
}
