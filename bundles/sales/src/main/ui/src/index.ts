import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'

export default definePlugin({
  components: {
    ...pagesFor('Lead', 'leads'),
    ...pagesFor('Opportunity', 'opportunities'),
    ...pagesFor('Pipeline', 'pipelines'),
    ...pagesFor('Stage', 'stages'),
    ...pagesFor('StageChange', 'stageChanges'),
  },
})
