export default {
  chart: { table: 'Show as a table', category: 'Category', failed: 'The chart could not be loaded', none: 'No data' },
}
