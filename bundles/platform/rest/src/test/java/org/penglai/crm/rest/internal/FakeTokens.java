package org.penglai.crm.rest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Tokens;

/** Tokens that remember how they were asked for. */
final class FakeTokens implements Tokens {
    Duration left;
    Duration life;

    @Override
    public Created create(Caller caller, String name, Set<String> scope, Duration wanted) {
        life = wanted;
        return new Created(new Token(7, name, scope, Instant.EPOCH, null, null), "secret");
    }

    @Override
    public Optional<Duration> left(String secret) {
        return Optional.ofNullable(left);
    }

    @Override
    public List<Token> list(Caller caller) {
        return List.of();
    }

    @Override
    public boolean delete(Caller caller, long id) {
        return false;
    }
}
