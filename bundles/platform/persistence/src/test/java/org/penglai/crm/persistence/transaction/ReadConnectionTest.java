package org.penglai.crm.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.query.JooqDatabase;
import org.penglai.crm.persistence.internal.transaction.CurrentTransaction;
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

    /** Derby does its cleaning up after a commit in the committing connection when its own thread has too much of it. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheUserBeforeLeftUnfinishedDoesNotKeepAReaderOut(Kind kind) throws SQLException {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            shop.database.transactions().run(transaction -> {
                transaction.em("shop").persist(new Sale(1, "a"));
                return null;
            });
            RawDatabase unfinished = new RawDatabase();
            unfinished.attach(handingOut(() -> {
                Connection connection = shop.database.raw().getConnection();
                ResultSet open = connection
                        .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                        .executeQuery("select id, name from shop_sale");
                if (open.next()) {
                    open.updateString(2, "b");
                    open.updateRow();
                }
                return connection;
            }));
            JooqDatabase database = JooqDatabase.with(unfinished, new CurrentTransaction(), Duration.ofSeconds(5));
            assertThat(database.<Integer>read(sql -> sql.fetchCount(ShopDatabase.SALE)))
                    .isOne();
        }
    }

    private static DataSource handingOut(Callable<Connection> connections) {
        return (DataSource) Proxy.newProxyInstance(
                ReadConnectionTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connections.call());
    }
}
