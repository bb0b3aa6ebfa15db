package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Invitations;
import org.penglai.crm.security.spi.SecondFactors;
import org.penglai.crm.security.spi.Sessions;

/** Writes down what it was asked for. */
final class FakeAccess implements Sessions, SecondFactors, Invitations {
    final List<String> asked = new ArrayList<>();

    @Override
    public String id(String secret) {
        return "id-" + secret;
    }

    @Override
    public List<Open> list(Caller caller, long userId) {
        return List.of(new Open("id-s1", "Firefox", "10.0.0.1", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public boolean end(Caller caller, String id) {
        return id.equals("id-s1");
    }

    @Override
    public int endOthers(Caller caller, String secret) {
        return 2;
    }

    @Override
    public Invitation invite(Caller caller, long userId) {
        asked.add("invite " + userId);
        return new Invitation("drawn", Instant.EPOCH);
    }

    @Override
    public Invited look(String secret) {
        if (!secret.equals("drawn")) {
            throw new Unauthenticated("badInvitation", Localized.of("无效", "Not valid"));
        }
        return new Invited("li", "李雷");
    }

    @Override
    public Invited accept(String secret, char[] password) {
        asked.add("accept " + new String(password));
        return look(secret);
    }

    @Override
    public int endFor(String provider, long userId, String providerSession) {
        asked.add("ended by " + provider + " " + userId + " " + providerSession);
        return 1;
    }

    @Override
    public void endAll(Caller caller, long userId, boolean tokens) {
        if (!caller.may("users:signOut")) {
            throw new Forbidden("missingPermission", Localized.of("没有权限", "No right"));
        }
        asked.add("signOut " + userId + " " + tokens);
    }

    @Override
    public State state(Caller caller) {
        return new State(null, true, 0);
    }

    @Override
    public Enrolment start(Caller caller, char[] password, String address) {
        return new Enrolment("ABC", "otpauth://totp/x");
    }

    @Override
    public Enrolment start(String username, char[] password, String address) {
        return new Enrolment("DEF", "otpauth://totp/" + username);
    }

    @Override
    public List<String> confirm(Caller caller, String code, String address) {
        return List.of("one", "two");
    }

    @Override
    public List<String> renewRecoveryCodes(Caller caller, char[] password, String address) {
        return List.of("three");
    }

    @Override
    public void disable(Caller caller, char[] password, String address) {
        asked.add("disable");
    }

    @Override
    public void reset(Caller caller, long userId) {
        asked.add("reset " + userId);
    }
}
