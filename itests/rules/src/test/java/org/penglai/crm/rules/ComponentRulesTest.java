package org.penglai.crm.rules;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What a component needs so that the container can make it: a mistake here shows in no test that makes it by hand. */
class ComponentRulesTest {
    private static final int COMPONENTS_AT_LEAST = 150;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(BuiltBundle.all().stream()
                    .filter(bundle -> !bundle.isThirdParty())
                    .map(BuiltBundle::classes)
                    .toArray(Path[]::new));

    static List<JavaClass> components() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Component.class))
                .toList();
    }

    static List<JavaConstructor> constructors() {
        return components().stream()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.isAnnotatedWith(Activate.class))
                .toList();
    }

    @Test
    void allComponentsAreLookedAt() {
        assertThat(components()).hasSizeGreaterThanOrEqualTo(COMPONENTS_AT_LEAST);
        assertThat(constructors()).hasSizeGreaterThanOrEqualTo(COMPONENTS_AT_LEAST / 2);
    }

    /** The container knows a constructor by its number of parameters only (OSGi Compendium 112.5.18). */
    @ParameterizedTest
    @MethodSource("constructors")
    void noOtherPublicConstructorCanBeTakenForTheContainers(JavaConstructor constructor) {
        int parameters = constructor.getRawParameterTypes().size();
        assertThat(constructor.getModifiers()).contains(PUBLIC);
        assertThat(constructor.getOwner().getConstructors())
                .filteredOn(other -> other.getModifiers().contains(PUBLIC))
                .filteredOn(other -> other.getRawParameterTypes().size() == parameters)
                .containsExactly(constructor);
    }
}
