import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'

export default definePlugin({ components: pagesFor('Template', 'documentTemplates') })
