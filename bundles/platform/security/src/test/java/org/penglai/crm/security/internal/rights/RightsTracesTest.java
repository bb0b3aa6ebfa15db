package org.penglai.crm.security.internal.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;

class RightsTracesTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void linesOfTypesThatAreGoneLeaveRolesAndOthersStay(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.database.transactions().run(transaction -> transaction
                    .sql()
                    .update(SecurityTables.ROLES)
                    .set(SecurityTables.ROLE_PERMISSIONS, "customers:read\nacmePoints:read\nacmePoints:*\naudit")
                    .set(SecurityTables.ROLE_SCOPES, "acmePoints:read=own")
                    .set(SecurityTables.ROLE_FIELDS, "acmePoints.points=masked\nacmePointsOld.points=masked")
                    .where(SecurityTables.ROLE_CODE.eq("marketer"))
                    .execute());

            security.database
                    .transactions()
                    .run(transaction -> new RightsTraces().remove(transaction.sql(), Set.of("acmePoints", "acmeTiers")))
                    .run();

            var role = security.database.database().read(sql -> sql.select(
                            SecurityTables.ROLE_PERMISSIONS, SecurityTables.ROLE_SCOPES, SecurityTables.ROLE_FIELDS)
                    .from(SecurityTables.ROLES)
                    .where(SecurityTables.ROLE_CODE.eq("marketer"))
                    .fetchOne());
            assertThat(role.value1()).isEqualTo("customers:read\naudit");
            assertThat(role.value2()).isNull();
            assertThat(role.value3()).isEqualTo("acmePointsOld.points=masked");
        }
    }
}
