import { fieldOf, records, type FieldMeta, type RecordData, type TypeMeta } from '@penglai/sdk'

export type StageKind = 'open' | 'won' | 'lost'

/** A stage, with what it asks for. */
export interface SalesStage {
  readonly id: string
  readonly title: string
  readonly kind: StageKind
  readonly isActive: boolean
  readonly required: readonly string[]
}

const named = (text: unknown): readonly string[] => (typeof text === 'string' ? text.split(',').filter(Boolean) : [])

/** The stages of a pipeline, in their order. */
export async function stagesOf(pipeline: string): Promise<readonly SalesStage[]> {
  const page = await records.list<RecordData>('stages', {
    filter: `pipeline==${pipeline}`,
    sort: 'order,id',
    limit: 200,
    count: 'none',
  })
  return page.items.map((stage): SalesStage => {
    const kind = stage['kind'] as StageKind
    const required = named(stage['requiredFields'])
    return {
      id: stage.id,
      title: String(stage['name']),
      kind,
      isActive: stage['isActive'] === true,
      required: kind === 'open' || required.includes('closeReason') ? required : [...required, 'closeReason'],
    }
  })
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What an opportunity has not told yet and must, to enter the stage. */
export const missingAt = (meta: TypeMeta | undefined, stage: SalesStage | undefined, record: RecordData): readonly FieldMeta[] =>
  meta && stage
    ? stage.required.flatMap((name) => {
        const field = fieldOf(meta, name)
        return field && isEmpty(record[name]) ? [field] : []
      })
    : []

/** Ends are told apart by more than their colour. */
export const endOf = ({ kind }: SalesStage) => (kind === 'open' ? {} : { end: kind })
