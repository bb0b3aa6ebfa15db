import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'

export default definePlugin({
  components: {
    ...pagesFor('Ticket', 'tickets'),
    ...pagesFor('TicketMessage', 'ticketMessages'),
    ...pagesFor('TicketQueue', 'ticketQueues'),
  },
})
