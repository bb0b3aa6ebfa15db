import { useShortcuts, type RecordData } from '@penglai/sdk'
import { t } from '../text'

export interface ListKeys {
  step(by: number): void
  target(): RecordData | undefined
  preview(row: RecordData): void
  close(): boolean
  edit(row: RecordData): void
  choose(row: RecordData): void
}

/** The keys of a list that work from anywhere on its page; they stand in the map behind "?". */
export function useListKeys(keys: ListKeys): void {
  const group = () => t('list.keys')
  const forRow = (work: (row: RecordData) => void) => () => {
    const row = keys.target()
    if (row) work(row)
  }
  const title = (name: string) => () => t(`list.key.${name}`)
  useShortcuts([
    { keys: 'j', title: title('next'), group, run: () => keys.step(1) },
    { keys: 'k', title: title('previous'), group, run: () => keys.step(-1) },
    { keys: 'p', title: title('preview'), group, run: forRow(keys.preview) },
    { keys: 'x', title: title('choose'), group, run: forRow(keys.choose) },
    { keys: 'e', title: title('edit'), group, run: forRow(keys.edit) },
    { keys: 'Escape', title: title('close'), group, run: () => void keys.close() },
  ])
}
