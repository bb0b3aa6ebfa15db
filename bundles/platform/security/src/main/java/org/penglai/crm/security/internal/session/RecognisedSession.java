package org.penglai.crm.security.internal.session;

import java.time.Instant;
import org.penglai.crm.api.security.Caller;

/** A session as the database knew it a few seconds ago. */
record RecognisedSession(String csrfToken, Caller caller, Instant expiresAt) {}
