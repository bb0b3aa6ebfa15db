export default {
  level: 'Level {level}',
  noLevel: 'No level',
  total: 'Customers in total',
  levelChart: 'Number of customers by level',
  loadFailed: 'Loading failed',
  retry: 'Try again',
  noCustomers: 'No customers yet',
  create: 'New customer',
  showAll: 'All customers',
}
