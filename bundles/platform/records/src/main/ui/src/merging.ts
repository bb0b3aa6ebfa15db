import type { FieldMeta, RecordData, TypeMeta } from '@penglai/sdk'
import { valueText } from '@penglai/ui'

/** The most records that become one at a time: the kept one and ten others would be more than anybody compares. */
export const MOST = 10

/** Fields of which one value is chosen; labels and keys of all records stay anyway. */
export const choosable = (meta: TypeMeta): readonly FieldMeta[] =>
  meta.fields.filter((field) => !field.system && !field.readOnly && field.kind !== 'tags')

/** Whether the records say different things in a field. */
export function differs(field: FieldMeta, records: readonly RecordData[]): boolean {
  return new Set(records.map((record) => valueText(field, record[field.name]))).size > 1
}

/** Whose value is proposed: the kept record's, or that of the first that has one. */
export function proposed(field: FieldMeta, kept: RecordData, records: readonly RecordData[]): string {
  const filled = (record: RecordData) => valueText(field, record[field.name]) !== ''
  return filled(kept) ? kept.id : (records.find(filled)?.id ?? kept.id)
}

/** What the server is to take from other records than the kept one. */
export function taken(
  fields: readonly FieldMeta[],
  chosen: Readonly<Record<string, string>>,
  kept: RecordData,
  records: readonly RecordData[],
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const field of fields) {
    const from = chosen[field.name] ?? proposed(field, kept, records)
    if (from !== kept.id && differs(field, records)) values[field.name] = from
  }
  return values
}
