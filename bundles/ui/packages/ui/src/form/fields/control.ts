import type { FieldMeta } from '@penglai/sdk'

/** What the form gives to every control. */
export interface ControlProps {
  field: FieldMeta
  inputId: string
  describedBy?: string
  invalid?: boolean
}
