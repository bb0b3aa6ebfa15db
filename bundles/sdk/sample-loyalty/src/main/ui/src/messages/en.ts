export default {
  points: '{count} pts', pointsLabel: 'Points', accounts: '{count} accounts', reason: 'Reason', date: 'Date', entries: 'Point entries', noEntries: 'No entries yet', noAccount: 'This customer has no loyalty account', openAccount: 'Open an account', noAccounts: 'No loyalty accounts yet', total: 'Points in total', top: 'Top accounts',
  promote: 'Promote', promoted: '{account} was promoted', loadFailed: 'Points could not be loaded', retry: 'Try again', tier: { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' },
}
