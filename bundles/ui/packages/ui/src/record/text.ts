import { registerMessages } from '@penglai/sdk'
import en from '../messages/record.en'
import zh from '../messages/record.zh-CN'

// Texts of records and forms come with their code, which the first page does without.
registerMessages('ui', { 'zh-CN': zh, en })

export { t, typeName } from '../text'
