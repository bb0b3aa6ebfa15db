package org.penglai.crm.security.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Personal access tokens. Safe for any thread. */
@ProviderType
public interface Tokens {
    /**
     * Makes a token for the caller.
     *
     * @param scope permissions it carries, all of which the caller must hold; empty for everything the caller may do
     *     except {@code modules}
     * @param life null for one that does not expire
     */
    Created create(Caller caller, String name, Set<String> scope, Duration life);

    /** How long the token of that secret will be good; empty if it does not expire, or is not good any more. */
    Optional<Duration> left(String secret);

    /** The caller's tokens. */
    List<Token> list(Caller caller);

    /** Takes one of the caller's tokens away at once; false if there is none of that id. */
    boolean delete(Caller caller, long id);

    /** @param secret shown once, only its hash is stored */
    record Created(Token token, String secret) {}

    /**
     * @param scope empty for everything but {@code modules}
     * @param expiresAt null if it does not expire
     * @param lastUsedAt null if never used; exact to a minute
     */
    record Token(long id, String name, Set<String> scope, Instant createdAt, Instant expiresAt, Instant lastUsedAt) {}
}
