import { registerMessages } from '@penglai/sdk'
import en from '../messages/lines.en'
import zh from '../messages/lines.zh-CN'

registerMessages('ui', { 'zh-CN': { lines: zh }, en: { lines: en } })

export { t, typeName } from '../record/text'
