package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.InstanceIdentity;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.role.RoleGrants;
import org.penglai.crm.security.internal.role.ShippedRole;
import org.penglai.crm.security.internal.session.SignInFixture;
import org.penglai.crm.security.spi.SignIn;

class AccountChangesTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void otherRightsHoldFromTheNextRequestOn(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.users.add("boss", "", PASSWORD, true);
            long li = security.users.add("li", "", PASSWORD, List.of("finance")).id();
            SignIn signIn = SignInFixture.signIn(security);
            String secret = signIn.open("li", PASSWORD, "10.0.0.1").secret();
            assertThat(signIn.session(secret).orElseThrow().caller().may("customers:update"))
                    .isFalse();

            change(
                    security,
                    "users",
                    li,
                    "{\"roles\":[[],[]]}",
                    sql -> RoleGrants.insert(sql, li, List.of(ShippedRole.SALES_REP.id())));
            assertThat(signIn.session(secret).orElseThrow().caller().may("customers:update"))
                    .isTrue();
            assertThat(security.told).contains(new LiveUpdate(SignIn.SESSION_TOPIC, li, ""));

            change(security, "roles", ShippedRole.SALES_REP.id(), "{}", sql -> sql.update(SecurityTables.ROLES)
                    .set(SecurityTables.ROLE_PERMISSIONS, "leads:read")
                    .where(SecurityTables.ROLE_ID.eq(ShippedRole.SALES_REP.id()))
                    .execute());
            assertThat(signIn.session(secret).orElseThrow().caller().may("customers:update"))
                    .isFalse();
            assertThat(security.told).contains(new LiveUpdate(SignIn.SESSION_TOPIC, 0, ""));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoIsDisabledIsOutAtOnce(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.users.add("boss", "", PASSWORD, true);
            long li = security.users.add("li", "", PASSWORD, false).id();
            SignIn signIn = SignInFixture.signIn(security);
            String secret = signIn.open("li", PASSWORD, "10.0.0.1").secret();
            change(security, "users", li, "{\"status\":[\"active\",\"disabled\"]}", sql -> status(sql, li));
            assertThat(signIn.session(secret)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theLastAdministratorStaysEvenIfTheRulesMissedIt(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            InstanceIdentity.with(security.database.database(), security.database.transactions())
                    .id();
            long first = security.users.add("first", "", PASSWORD, true).id();
            long second = security.users.add("second", "", PASSWORD, true).id();
            String disabled = "{\"status\":[\"active\",\"disabled\"]}";
            change(security, "users", first, disabled, sql -> status(sql, first));
            assertThatThrownBy(() -> change(security, "users", second, disabled, sql -> status(sql, second)))
                    .isInstanceOf(Invalid.class);
            assertThat(security.users.list())
                    .extracting(user -> user.username() + " " + user.status())
                    .containsExactly("first disabled", "second active");
        }
    }

    /** What the record kernel does: writes rows, then tells. */
    private static void change(
            SecurityFixture security,
            String type,
            long id,
            String changes,
            java.util.function.Consumer<DSLContext> sql) {
        AccountChanges watch =
                new AccountChanges(security.database.database(), security.sessions, security.tokens, security);
        security.database.transactions().run(transaction -> {
            sql.accept(transaction.sql());
            watch.appended(transaction, List.of(new Journal.Entry(type, id, 2, "updated", 1, changes)));
            return null;
        });
    }

    private static void status(DSLContext sql, long user) {
        sql.update(SecurityTables.USERS)
                .set(SecurityTables.STATUS, "disabled")
                .where(SecurityTables.ID.eq(user))
                .execute();
    }
}
