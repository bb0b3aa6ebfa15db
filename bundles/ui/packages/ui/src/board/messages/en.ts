export default {
  board: {
    keys: 'Alt and an arrow key move the card, arrow keys go from card to card',
    empty: 'No cards',
    columns: 'Columns of the board',
    cards: '{count} cards',
    planned: '{overdue} overdue, {today} today, {planned} planned',
    moved: '“{title}” moved to “{column}”',
    placed: '“{title}” moved to “{column}”, position {position} of {count}',
    back: '“{title}” is back in “{column}”: {reason}',
    notMoved: '“{title}” could not be moved to “{column}”: {reason}',
    moveTo: 'Move to…',
    moveCard: 'Move “{title}”',
  },
  stage: {
    current: 'Current stage: {title}',
    change: 'Change the stage',
    missing: 'Needed before “{title}”',
    confirm: 'Move to “{title}”',
    cancel: 'Cancel',
    moved: 'The stage is now “{title}”',
    notMoved: 'The stage could not become “{title}”: {reason}',
  },
}
