package org.penglai.crm.web.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Interfaces of others, as far as a test needs them; a call of anything else fails the test. */
final class Fakes {
    private Fakes() {}

    /** By method name: what the method answers to its arguments. */
    static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                Fakes.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.apply(arguments);
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> type.getSimpleName();
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                }));
    }
}
