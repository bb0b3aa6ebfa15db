package org.penglai.crm.persistence.internal.transaction;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLNonTransientConnectionException;

/**
 * What a user of the transaction's connection holds. It may think that it begins, commits and closes: only the
 * transaction does. Its rollback cannot be a no-op too, else a failure that somebody swallowed would be committed.
 */
final class ConnectionHandle implements InvocationHandler {
    private final Connection physical;
    private final RunningTransaction transaction;
    private boolean autoCommit = true;
    private boolean closed;

    private ConnectionHandle(Connection physical, RunningTransaction transaction) {
        this.physical = physical;
        this.transaction = transaction;
    }

    static Connection of(Connection physical, RunningTransaction transaction) {
        return (Connection) Proxy.newProxyInstance(
                ConnectionHandle.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ConnectionHandle(physical, transaction));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close":
                closed = true;
                return null;
            case "isClosed":
                return closed || transaction.isOver() || physical.isClosed();
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == arguments[0];
            case "toString":
                return "handle on " + physical;
            default:
                if (closed || transaction.isOver()) {
                    throw new SQLNonTransientConnectionException("the connection is closed", "08003");
                }
                return open(method, arguments);
        }
    }

    private Object open(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit", "setReadOnly", "setTransactionIsolation":
                return null;
            case "setAutoCommit":
                autoCommit = (boolean) arguments[0];
                return null;
            case "getAutoCommit":
                return autoCommit;
            case "rollback":
                if (arguments == null) {
                    transaction.rollbackOnly(new IllegalStateException("a part of the transaction was rolled back"));
                    return null;
                }
                return physical(method, arguments);
            default:
                return physical(method, arguments);
        }
    }

    private Object physical(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(physical, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
