package org.penglai.crm.persistence.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * What is sent to the database, in order: a batch counts once. On demand one of the writes fails instead. Made by
 * {@link TestDatabase#log}.
 */
public final class StatementLog {
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger untilFault = new AtomicInteger();
    private volatile boolean failed;

    StatementLog() {}

    /** The write that comes so many writes from now, 1 for the next, fails. */
    public void failAt(int write) {
        failed = false;
        untilFault.set(write);
    }

    /** Whether it came to that write. */
    public boolean hasFailed() {
        return failed;
    }

    /** The statements that the work sends. */
    public List<String> of(Runnable work) {
        texts.clear();
        work.run();
        return List.copyOf(texts);
    }

    DataSource over(DataSource source) {
        return proxy(DataSource.class, source, null);
    }

    private static boolean isWrite(String sent) {
        return sent != null && !sent.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
    }

    private <T> T proxy(Class<T> type, Object target, String text) {
        return type.cast(Proxy.newProxyInstance(
                StatementLog.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, text, method, arguments)));
    }

    private Object call(Object target, String text, Method method, Object[] arguments) throws Throwable {
        boolean worded = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
        if (method.getName().startsWith("execute")) {
            String sent = worded ? (String) arguments[0] : text;
            texts.add(sent);
            if (isWrite(sent) && untilFault.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
                failed = true;
                throw new SQLException("torn", "58030");
            }
        }
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof Connection connection) {
                return proxy(Connection.class, connection, null);
            }
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, statement, worded ? (String) arguments[0] : text);
            }
            return result instanceof Statement statement ? proxy(Statement.class, statement, null) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
