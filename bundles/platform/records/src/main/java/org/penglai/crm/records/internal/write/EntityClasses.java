package org.penglai.crm.records.internal.write;

import org.penglai.crm.api.records.RecordEntity;

/**
 * Access to entities, made once for each class. It is kept with the class itself, not here, so that a capability's class
 * loader goes away with its last user.
 */
final class EntityClasses {
    private final ClassValue<EntityAccess> access = new ClassValue<>() {
        @Override
        protected EntityAccess computeValue(Class<?> type) {
            return new EntityAccess(type.asSubclass(RecordEntity.class));
        }
    };

    EntityAccess of(Class<? extends RecordEntity> entity) {
        return access.get(entity);
    }
}
