package org.penglai.crm.commands.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.CommandException;

/** Runs a command as the console does: fills its fields, and reads what it prints. */
final class Console {
    private final ExplainedAction action;

    private Console(ExplainedAction action) {
        this.action = action;
    }

    static Console of(ExplainedAction action) {
        return new Console(action);
    }

    /** Sets a reference, an argument or an option. */
    Console with(String name, Object value) {
        try {
            Field field = field(action.getClass(), name);
            field.setAccessible(true);
            field.set(action, value);
            return this;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** What several commands share is set in the class above them. */
    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Class<?> above = type.getSuperclass();
        boolean own = Stream.of(type.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(name));
        return own || above == Object.class ? type.getDeclaredField(name) : field(above, name);
    }

    String run() throws CommandException, IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            action.execute();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** A service, as far as a test needs it: what its methods answer, by name. */
    static <T> T service(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                Console.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return answer.apply(arguments);
                }));
    }
}
