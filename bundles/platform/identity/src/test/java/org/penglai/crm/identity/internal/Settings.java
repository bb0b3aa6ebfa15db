package org.penglai.crm.identity.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** What the container makes of a file of settings. */
public final class Settings {
    private Settings() {}

    /** The values given, else the defaults. */
    public static <T> T of(Class<T> configuration, Map<String, Object> values) {
        InvocationHandler handler =
                (proxy, method, arguments) -> method.getName().equals("annotationType")
                        ? configuration
                        : values.getOrDefault(method.getName(), method.getDefaultValue());
        return configuration.cast(
                Proxy.newProxyInstance(configuration.getClassLoader(), new Class<?>[] {configuration}, handler));
    }
}
