package org.penglai.crm.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** A connection that was read from goes back as it came. */
class ReadConnectionTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aResultThatIsStillOpenDoesNotKeepTheConnectionReadOnly(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            shop.database.transactions().run(transaction -> {
                transaction.em("shop").persist(new Sale(1, "a"));
                transaction.em("shop").persist(new Sale(2, "b"));
                return null;
            });
            boolean found = shop.database
                    .database()
                    .read(sql -> sql.connectionResult(connection -> {
                        ResultSet open = connection.getMetaData().getTables(null, null, "%", null);
                        return open.next();
                    }));
            assertThat(found).isTrue();
        }
    }
}
