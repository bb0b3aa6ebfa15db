package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.SignIn;

/** Knows two people: anna by password and token, rita by token. */
final class FakeSignIn implements SignIn {
    final Map<String, Session> sessions = new ConcurrentHashMap<>();
    final Map<String, Caller> tokens =
            new ConcurrentHashMap<>(Map.of("anna-token", FakePlatform.ANNA, "rita-token", FakePlatform.READER));
    private final AtomicInteger opened = new AtomicInteger();

    /** Whom providers outside have recognised. */
    final List<Recognised> recognised = new CopyOnWriteArrayList<>();

    /** From where people signed in. */
    final List<String> addresses = new CopyOnWriteArrayList<>();

    @Override
    public Opened open(Attempt attempt) {
        return new Opened(open(attempt.username(), attempt.password(), attempt.address()), List.of());
    }

    @Override
    public Session openFor(Recognised person, String address, String device) {
        recognised.add(person);
        return open("anna", "secret".toCharArray(), address);
    }

    @Override
    public Session open(String username, char[] password, String address) {
        if (!username.equals("anna") || !new String(password).equals("secret")) {
            throw new Unauthenticated("badCredentials", Localized.of("用户名或密码错误。", "Wrong name or password."));
        }
        addresses.add(address);
        int number = opened.incrementAndGet();
        Session session = new Session("s" + number, "csrf" + number, FakePlatform.ANNA, Instant.MAX);
        sessions.put(session.secret(), session);
        return session;
    }

    @Override
    public Session changePassword(Caller caller, char[] current, char[] next, String address, String device) {
        if (!new String(current).equals("secret")) {
            throw new org.penglai.crm.api.error.Invalid(Violation.of("currentPassword", "wrong", "当前密码错误。", "Wrong."));
        }
        sessions.clear();
        return open("anna", current, address);
    }

    @Override
    public Optional<Session> session(String secret) {
        return Optional.ofNullable(sessions.get(secret));
    }

    @Override
    public Optional<Caller> token(String secret) {
        return Optional.ofNullable(tokens.get(secret));
    }

    @Override
    public void close(String secret) {
        sessions.remove(secret);
    }

    @Override
    public String instanceId() {
        return "ab12";
    }
}
