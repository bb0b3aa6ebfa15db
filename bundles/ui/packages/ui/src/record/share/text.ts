import { registerMessages } from '@penglai/sdk'
import en from '../../messages/share.en'
import zh from '../../messages/share.zh-CN'

registerMessages('ui', { 'zh-CN': { share: zh }, en: { share: en } })

export { t } from '../text'
