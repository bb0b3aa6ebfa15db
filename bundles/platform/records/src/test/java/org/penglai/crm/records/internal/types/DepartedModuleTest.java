package org.penglai.crm.records.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.persistence.testing.TestDatabase;

/** When a module goes, its class loader can go too, although its type stays known. */
class DepartedModuleTest {
    private static final int PRESSURE_BYTES = 16 << 20;

    @Test
    void keepsNoClassOfTheModule() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("records", "shelf")) {
            TypeRegistry types = new TypeRegistry(
                    database.database(), database.transactions(), database.gates(), database.dataSource());
            types.start();
            types.unitCame("shelf", "factory");
            WeakReference<ClassLoader> loader = comeAndGo(types);
            assertThat(types.get("shelves").field("name")).isPresent();
            assertThat(isCollected(loader)).isTrue();
        }
    }

    /** In a method of its own, so that no local variable keeps the loader. */
    private static WeakReference<ClassLoader> comeAndGo(TypeRegistry types) {
        ModuleLoader loader = new ModuleLoader();
        Class<? extends RecordEntity> entity = loader.entity();
        assertThat(entity.getClassLoader()).isSameAs(loader);
        RecordDefinition definition = RecordDefinition.of("test-shelf", "shelves", entity)
                .unit("shelf")
                .label("货架", "Shelf", "Shelves")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").defaultValue(loader.value()))
                .build();
        types.add("service", definition, 7, "1.0.0");
        assertThat(types.isWritable("shelves")).isTrue();
        types.remove("service");
        return new WeakReference<>(loader);
    }

    private static boolean isCollected(WeakReference<ClassLoader> loader) {
        List<byte[]> pressure = new ArrayList<>();
        for (int round = 0; round < 50 && loader.get() != null; round++) {
            System.gc();
            pressure.add(new byte[PRESSURE_BYTES / 16]);
        }
        return loader.get() == null;
    }

    /** Defines the entity and a value class itself, as a bundle's loader would. */
    private static final class ModuleLoader extends ClassLoader {
        private ModuleLoader() {
            super(DepartedModuleTest.class.getClassLoader());
        }

        Class<? extends RecordEntity> entity() {
            return define(Shelf.class).asSubclass(RecordEntity.class);
        }

        Object value() {
            try {
                return define(Sign.class).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private Class<?> define(Class<?> original) {
            String file = original.getName().replace('.', '/') + ".class";
            try (InputStream in = original.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(original.getName(), bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A value of a class of the module's own. */
    public static final class Sign {
        public Sign() {}

        @Override
        public String toString() {
            return "sign";
        }
    }
}
