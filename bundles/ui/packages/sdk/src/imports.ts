import { http } from './http'
import type { Job } from './jobs'
import type { Localized } from './localized'

export interface ImportPreview {
  readonly format?: 'csv' | 'xlsx' | 'vcf'
  /** Names of a workbook's sheets. */
  readonly sheets?: readonly string[]
  readonly sheet?: string | null
  readonly encoding: string
  readonly delimiter: string
  readonly headers: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly rows: number
  readonly mapping: Readonly<Record<string, string>>
  readonly unmapped: readonly string[]
}

export type ImportMode = 'insert' | 'upsert' | 'skip'

export interface ImportRequest {
  readonly mapping: Readonly<Record<string, string>>
  readonly mode: ImportMode
  readonly key?: string
  readonly dryRun: boolean
  readonly encoding?: string
  readonly sheet?: string
}

export interface ImportReason {
  readonly field: string | null
  readonly code: string
  readonly message: Localized
  readonly count: number
}

export interface ImportResult {
  readonly type: string
  readonly mode: ImportMode
  readonly dryRun: boolean
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
}

/** Bringing a file into a type. */
export const imports = {
  preview(type: string, file: File, encoding?: string, sheet?: string): Promise<ImportPreview> {
    const form = new FormData()
    form.set('file', file)
    if (encoding) form.set('encoding', encoding)
    if (sheet) form.set('sheet', sheet)
    return http.post<ImportPreview>(`/api/v1/${type}/import/preview`, form)
  },

  start(type: string, file: File, request: ImportRequest): Promise<Job> {
    const form = new FormData()
    form.set('file', file)
    form.set('mapping', JSON.stringify(request.mapping))
    form.set('mode', request.mode)
    form.set('dryRun', String(request.dryRun))
    if (request.key) form.set('key', request.key)
    if (request.encoding) form.set('encoding', request.encoding)
    if (request.sheet) form.set('sheet', request.sheet)
    return http.post<Job>(`/api/v1/${type}/import`, form)
  },
}
