export default {
  help: 'Enter or Tab goes to the next cell, arrows move, Ctrl+Delete removes a row; rows can be pasted from a spreadsheet.',
  cell: 'Row {row}: {field}',
  number: 'Row',
  remove: 'Remove row {row}',
  removed: 'Row {row} removed',
  add: 'Add {field}',
  none: 'No lines yet',
  totals: 'Totals',
  saving: 'Saving',
  pasted: '{count} rows pasted',
  unknown: 'Row {row} of what was pasted names “{text}”, which cannot be found; nothing was added',
}
