package org.penglai.crm.rest.internal.resource;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.live.EventStreams;
import org.penglai.crm.security.spi.Invitations;
import org.penglai.crm.security.spi.SecondFactors;
import org.penglai.crm.security.spi.Sessions;
import org.penglai.crm.security.spi.SignIn;

/** The resources about how people get in and are put out. */
@Component(service = SignInResources.class)
public final class SignInResources {
    private final List<Object> all;

    @Activate
    public SignInResources(
            @Reference SignIn signIn,
            @Reference Sessions sessions,
            @Reference SecondFactors factors,
            @Reference Invitations invitations,
            @Reference SignInProviders providers,
            @Reference EventStreams streams,
            @Reference Json json) {
        all = List.of(
                new SecondFactorResource(factors, json),
                new EnrolmentResource(factors, json),
                new InvitationResource(invitations, json),
                new UserInvitationResource(invitations, json),
                new ProvidersResource(signIn, sessions, providers, streams, json),
                new DevicesResource(sessions, json),
                new UserSessionsResource(sessions, json),
                new UserAccessResource(sessions, factors, json));
    }

    /** For the servlet. */
    public List<Object> all() {
        return all;
    }
}
