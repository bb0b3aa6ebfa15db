import { localized, registerMessages, translator, type Localized } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('ui', { 'zh-CN': zh, en })

/** The package's own texts. */
export const t = translator('ui')

/** A type's name inside a sentence: English writes it small there, unless it is an abbreviation. */
export function typeName(label: Localized): string {
  const name = localized(label)
  return name.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
}
