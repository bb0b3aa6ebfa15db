package org.penglai.crm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** The guide for third parties names all that the API offers them. */
class ThirdPartyReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("crm.root"));
    private static final JavaClasses API =
            new ClassFileImporter().importPath(ROOT.resolve("bundles/api/target/classes"));
    private static final String RECORDS = "org.penglai.crm.api.records.";

    @ParameterizedTest
    @ValueSource(strings = {".md", ".zh-CN.md"})
    void everyInterfaceIsInTheReference(String language) throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/third-party/reference" + language));
        List<String> offered = API.stream()
                .filter(type -> type.isAnnotatedWith(ConsumerType.class) || type.isAnnotatedWith(ProviderType.class))
                .map(ThirdPartyReferenceTest::name)
                .toList();
        assertThat(offered).hasSizeGreaterThan(20).allMatch(name -> reference.contains('`' + name + '`'));
    }

    @ParameterizedTest
    @ValueSource(strings = {".md", ".zh-CN.md"})
    void everyErrorAndTraitIsInTheReference(String language) throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/third-party/reference" + language));
        Stream<String> errors = API.stream()
                .filter(type -> type.isAssignableTo(RuntimeException.class))
                .map(ThirdPartyReferenceTest::name);
        assertThat(Stream.concat(errors, constants("Trait"))).allMatch(name -> reference.contains('`' + name + '`'));
    }

    @ParameterizedTest
    @ValueSource(strings = {".md", ".zh-CN.md"})
    void everyKindOfFieldAndPartOfADefinitionIsInTheGuide(String language) throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/third-party/README" + language));
        Stream<String> parts = Stream.of("RecordDefinitionBuilder", "FieldBuilder")
                .flatMap(builder -> API.get(RECORDS + builder).getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaMember::getName)
                .filter(name -> !name.equals("build"));
        assertThat(Stream.concat(parts, Stream.of("FieldKind", "OnDelete").flatMap(ThirdPartyReferenceTest::constants))
                        .distinct())
                .allMatch(name -> guide.contains('`' + name + '`') || guide.contains(name + '('));
    }

    /** With the class it stands in, if it does. */
    private static String name(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static Stream<String> constants(String type) {
        return API.get(RECORDS + type).getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaField::getName);
    }
}
