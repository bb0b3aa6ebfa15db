package org.penglai.crm.security.internal.user;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.handover.HeldRecords;

/** Whoever leaves has people under him, stands in for some and heads departments. */
@Component
public final class PeopleHandOver implements HandOverSource {
    private static final List<HeldRecords> HELD = List.of(
            new HeldRecords(
                    "reports",
                    Localized.of("直属下属", "Direct reports"),
                    UsersType.TYPE,
                    UsersType.MANAGER,
                    List.of(),
                    true),
            new HeldRecords(
                    "standsIn",
                    Localized.of("由其代理的同事", "Colleagues stood in for"),
                    UsersType.TYPE,
                    UsersType.DELEGATE,
                    List.of(),
                    true),
            new HeldRecords(
                    "departmentsHeaded",
                    Localized.of("负责的部门", "Departments headed"),
                    "departments",
                    "manager",
                    List.of(),
                    true));

    @Override
    public List<HeldRecords> held() {
        return HELD;
    }

    /** People and departments are nobody's own. */
    @Override
    public List<String> staying() {
        return List.of(UsersType.TYPE, "departments", "roles");
    }
}
