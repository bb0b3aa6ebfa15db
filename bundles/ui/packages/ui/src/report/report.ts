import {
  formatMoney,
  formatNumber,
  http,
  localized,
  pageOf,
  queryOf,
  type Localized,
  type Money,
  type Reference,
} from '@penglai/sdk'

export type ColumnKind = 'text' | 'label' | 'reference' | 'month' | 'integer' | 'decimal' | 'percent' | 'money'

export interface ReportColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly label: Localized
}

export interface ReportRow {
  readonly values: Readonly<Record<string, unknown>>
  readonly behind: { readonly type: string; readonly filter: string } | null
}

export interface ReportData {
  readonly label: Localized
  readonly parameters: Readonly<Record<string, string>>
  readonly currency: string | null
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
}

/** Figures of the server, with what was asked. */
export const readReport = (name: string, parameters: Readonly<Record<string, string>>) =>
  http.get<ReportData>(`/api/v1/reports/${name}${queryOf({ ...parameters })}`)

/** Where the same figures are had as a file. */
export const fileOf = (name: string, parameters: Readonly<Record<string, string>>) =>
  `/api/v1/reports/${name}/export${queryOf({ ...parameters })}`

const PERCENT = 100

/** A cell in words; a dash where there is nothing. */
export function cellText(kind: ColumnKind, value: unknown, unknownName: string): string {
  if (kind === 'reference') return value ? ((value as Reference).title ?? unknownName) : unknownName
  if (value === null || value === undefined) return '–'
  switch (kind) {
    case 'label':
      return localized(value as Localized)
    case 'money':
      return formatMoney((value as Money).amount, (value as Money).currency)
    case 'percent':
      return `${formatNumber(Math.round(Number(value) * PERCENT * 10) / 10)} %`
    case 'integer':
    case 'decimal':
      return formatNumber(value as string | number)
    default:
      return String(value)
  }
}

/** A cell as a number for a chart. */
export const cellNumber = (value: unknown): number =>
  value === null || value === undefined ? 0 : Number(typeof value === 'object' ? (value as Money).amount : value)

/** The list that shows exactly the records of a row. */
export function listOf({ behind }: ReportRow): string | undefined {
  if (!behind) return undefined
  const page = pageOf(behind.type, 'list')
  return page ? `${page}${queryOf({ filter: behind.filter })}` : undefined
}
