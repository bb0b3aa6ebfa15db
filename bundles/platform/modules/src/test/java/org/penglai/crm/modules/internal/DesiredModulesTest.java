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

            DesiredModule customers = DesiredModule.first("crm-customers", "1.0.0", null);
            DesiredModule loyalty = DesiredModule.first("acme-loyalty", "1.0.0", "file:/opt/积分/features.xml");
            desired.want(customers);
            desired.want(loyalty);
            assertThat(desired.all()).containsExactly(loyalty, customers);

            DesiredModule next = DesiredModule.first("acme-loyalty", "1.0.1", null);
            desired.want(next);
            assertThat(desired.all()).containsExactly(next, customers);

            desired.want(next.with(DesiredModule.Wish.REMOVED));
            assertThat(desired.all())
                    .containsExactly(
                            DesiredModule.first("acme-loyalty", "1.0.1", null).with(DesiredModule.Wish.REMOVED),
                            customers);

            desired.want(loyalty);
            assertThat(desired.all()).containsExactly(loyalty, customers);
        }
    }

    static DesiredModules open(TestDatabase database) {
        database.migrate("modules");
        return new DesiredModules(database.database(), database.transactions(), database.dataSource());
    }
}
