export default {
  provider: {
    other: 'Other ways to sign in',
    or: 'or',
    refused: 'Signing in was not completed. Please try again.',
    down: 'The sign-in service does not answer. Try again later, or use a password.',
    notAdmitted: 'Your account may not come in here. Please ask an administrator.',
  },
  invitation: {
    text: '{name}, choose a password. You will sign in as {username}.',
    password: 'New password',
    repeat: 'Once more',
    accept: 'Save and sign in',
    differs: 'The two passwords differ.',
    back: 'Sign in with a password',
  },
  second: {
    title: 'Second factor',
    text: 'Enter the 6 digits that your authenticator app shows.',
    code: 'Code',
    lost: 'No phone at hand? Enter one of your recovery codes.',
    verify: 'Verify',
    back: 'Back',
    setUp: 'Set up a second factor',
    setUpText:
      'Your role demands a second factor. Scan the QR code with an authenticator app, then enter the code that it shows.',
    qr: 'QR code for the authenticator app',
    secret: 'If you cannot scan it, type in this secret',
    codes: 'Recovery codes',
    codesText: 'Keep them in a safe place. Each lets you in once without your phone; they are not shown again.',
    proceed: 'Saved, go on',
  },
}
