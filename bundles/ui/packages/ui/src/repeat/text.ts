import { registerMessages } from '@penglai/sdk'
import en from '../messages/repeat.en'
import zh from '../messages/repeat.zh-CN'

// Texts of recurrence come with its code.
registerMessages('ui', { 'zh-CN': { repeat: zh }, en: { repeat: en } })

export { t } from '../text'
