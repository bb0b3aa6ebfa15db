package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.RecordEntity;

class EntityClassesTest {
    private final EntityClasses entities = new EntityClasses();

    @Test
    void accessIsMadeOnce() {
        assertThat(entities.of(Party.class)).isSameAs(entities.of(Party.class));
        assertThat(entities.of(Party.class).create()).isInstanceOf(Party.class);
    }

    @Test
    void aCapabilityThatIsGoneIsForgotten() throws ClassNotFoundException {
        WeakReference<ClassLoader> loader = useOnce();
        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
        assertThat(entities.of(Party.class)).isNotNull();
    }

    private WeakReference<ClassLoader> useOnce() throws ClassNotFoundException {
        ClassLoader bundle = new OwnParty();
        Class<? extends RecordEntity> party =
                Class.forName(Party.class.getName(), true, bundle).asSubclass(RecordEntity.class);
        assertThat(party).isNotEqualTo(Party.class);
        EntityAccess access = entities.of(party);
        access.set(access.create(), "name", "a");
        return new WeakReference<>(bundle);
    }

    /** Has a class Party of its own, as every version of a bundle has. */
    private static final class OwnParty extends ClassLoader {
        OwnParty() {
            super(EntityClassesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Party.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
