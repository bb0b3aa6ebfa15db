package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;

class DesiredModulesTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theLastWishForEachModuleIsKept(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            DesiredModules desired = open(database);
            assertThat(desired.all()).isEmpty();

            DesiredModule customers = new DesiredModule("crm-customers", "1.0.0", null, true);
            DesiredModule loyalty = new DesiredModule("acme-loyalty", "1.0.0", "file:/opt/积分/features.xml", true);
            desired.want(customers);
            desired.want(loyalty);
            assertThat(desired.all()).containsExactly(loyalty, customers);

            DesiredModule next = new DesiredModule("acme-loyalty", "1.0.1", null, true);
            desired.want(next);
            assertThat(desired.all()).containsExactly(next, customers);

            desired.drop(next);
            assertThat(desired.all())
                    .containsExactly(new DesiredModule("acme-loyalty", "1.0.1", null, false), customers);

            desired.want(loyalty);
            assertThat(desired.all()).containsExactly(loyalty, customers);
        }
    }

    static DesiredModules open(TestDatabase database) {
        database.migrate("modules");
        return new DesiredModules(database.database(), database.transactions(), database.dataSource());
    }
}
