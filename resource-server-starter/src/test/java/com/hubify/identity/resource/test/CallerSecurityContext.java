package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Makes the security context that {@link WithCaller} describes. */
final class CallerSecurityContext implements WithSecurityContextFactory<WithCaller> {

    private Clock clock = Clock.systemUTC();

    /** Where there is an application context. */
    @Autowired
    void measureBy(ObjectProvider<Clock> service) {
        clock = service.getIfUnique(() -> clock);
    }

    @Override
    public SecurityContext createSecurityContext(WithCaller with) {
        Scopes scopes = Scopes.parse(Arrays.asList(with.scopes()))
                .orElseThrow(() -> new IllegalArgumentException("@WithCaller has something that is not a scope"));
        Caller caller = Caller.of(with.kind(), with.subject(), scopes);
        if (!with.clientId().isEmpty()) {
            caller = caller.withClientId(with.clientId());
        }
        if (!with.keyId().isEmpty()) {
            caller = caller.withKeyId(with.keyId());
        }
        if (!with.organization().isEmpty()) {
            caller = caller.withOrganization(new Caller.Organization(with.organization(), "", "", List.of()));
        }
        if (!with.signedInAgo().isEmpty()) {
            caller = caller.withSignedInAt(clock.instant().minus(DurationStyle.detectAndParse(with.signedInAgo())));
        }
        if (!with.acr().isEmpty()) {
            caller = caller.withAcr(with.acr());
        }
        return new SecurityContextImpl(new HubifyAuthentication(caller));
    }
}
