export default {
  none: 'No visits yet',
  failed: 'Visits could not be loaded',
  add: 'Plan a visit',
  list: 'Visits',
}
