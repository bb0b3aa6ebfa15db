package org.penglai.crm.persistence.testing;

import java.net.URL;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** A unit made of classes, with the settings that every persistence.xml has. */
final class EntityClasses implements PersistenceUnitInfo {
    private final String name;
    private final DataSource dataSource;
    private final List<Class<?>> classes;

    EntityClasses(String name, DataSource dataSource, Class<?>... classes) {
        this.name = name;
        this.dataSource = dataSource;
        this.classes = List.of(classes);
    }

    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    /** Only a key for EclipseLink; two units must not have the same. */
    @Override
    public URL getPersistenceUnitRootUrl() {
        return classes.get(0).getProtectionDomain().getCodeSource().getLocation();
    }

    /** With the mapped superclasses, which a persistence.xml lists too. */
    @Override
    public List<String> getManagedClassNames() {
        return classes.stream()
                .flatMap(EntityClasses::withSuperclasses)
                .map(Class::getName)
                .distinct()
                .toList();
    }

    private static Stream<Class<?>> withSuperclasses(Class<?> type) {
        return Stream.<Class<?>>iterate(type, next -> next != Object.class, Class::getSuperclass);
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.UNSPECIFIED;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return UnitProperties.all();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "2.2";
    }

    @Override
    public ClassLoader getClassLoader() {
        return classes.get(0).getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Nothing is woven.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
