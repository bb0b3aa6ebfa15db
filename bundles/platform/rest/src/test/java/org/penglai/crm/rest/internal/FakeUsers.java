package org.penglai.crm.rest.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Users;

/** Users of whom only profile and password matter. */
final class FakeUsers implements Users {
    final Map<Long, String> passwords = new HashMap<>();

    @Override
    public void password(Caller caller, long userId, char[] password) {
        if (!caller.may("users:setPassword")) {
            throw new Forbidden("missingPermission", Localized.of("没有权限", "No right"));
        }
        passwords.put(userId, new String(password));
    }

    @Override
    public Profile profile(long userId) {
        return userId == FakePlatform.ANNA.userId()
                ? new Profile(
                        List.of("finance", "salesRep"),
                        List.of(Localized.of("财务", "Finance"), Localized.of("销售代表", "Sales representative")),
                        12L,
                        "华东销售部",
                        "anna@example.com",
                        null,
                        "/my-day",
                        List.of("customers"))
                : new Profile(List.of(), List.of(), null, null, null, null, null, List.of());
    }

    @Override
    public User add(String username, String displayName, char[] password, boolean administrator) {
        throw new UnsupportedOperationException();
    }

    @Override
    public User add(String username, String displayName, char[] password, Collection<String> roles) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void password(String username, char[] password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<User> list() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Caller> caller(String username) {
        throw new UnsupportedOperationException();
    }
}
