package com.hubify.identity.server.client.authentication;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.client.HubifyClientSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** A service that tells this server what it counts: a client that may introspect keys, by its own access token. */
public final class AuthenticatedService {

    /** A token that only goes from a service to this server. Others it sends to services, which must not report in its name. */
    private static final Scope NEEDED = new Scope("revocations:read");

    private AuthenticatedService() {}

    /**
     * The service's client id.
     *
     * @param what what other clients may not do, as the subject of a sentence
     * @throws ApiRefusal if the caller is no such service
     */
    public static String of(@Nullable Jwt token, RegisteredClientRepository clients, String what) {
        ApiCaller caller = ApiCaller.of(token);
        caller.require(NEEDED);
        RegisteredClient client = caller.isPerson() ? null : clients.findByClientId(caller.subject());
        if (client == null || !HubifyClientSettings.mayIntrospect(client)) {
            throw new ApiRefusal(
                    ApiError.of(403, "forbidden", what + ": the client's registration lacks introspection: true."));
        }
        return client.getClientId();
    }
}
