package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.registry.ClientRefused;
import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.NewSecret;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A registration as a form of operators' pages has it: the members of {@code /v1/clients}, checked by the same rules.
 *
 * @param method the {@code token_endpoint_auth_method}
 * @param redirectUris one a line, also {@code postLogoutRedirectUris}
 * @param scopes with spaces between them, also {@code defaultScopes}
 */
public record ClientForm(
        String id,
        String name,
        String method,
        List<String> grantTypes,
        String redirectUris,
        String postLogoutRedirectUris,
        String scopes,
        String defaultScopes,
        boolean consent,
        boolean introspection,
        boolean requirePkce) {

    private static final String CODE = "authorization_code";

    /** What a new client usually is. */
    public static final ClientForm NEW =
            new ClientForm("", "", "client_secret_basic", List.of(CODE), "", "", "", "", true, false, true);

    public ClientForm {
        grantTypes = List.copyOf(grantTypes);
    }

    /** What is registered. */
    public static ClientForm of(KnownClient client) {
        ClientMetadata metadata = client.metadata();
        return new ClientForm(
                client.id(),
                metadata.name() == null ? "" : metadata.name(),
                client.authenticationMethod(),
                List.copyOf(metadata.grantTypes()),
                String.join("\n", metadata.redirectUris()),
                String.join("\n", metadata.postLogoutRedirectUris()),
                String.join(" ", metadata.scopes()),
                String.join(" ", metadata.defaultScopes()),
                metadata.consent(),
                metadata.introspection(),
                metadata.requirePkce());
    }

    /** @throws ApiRefusal that names what is wrong; nothing is registered then */
    public NewSecret create(Clients clients, String operator) {
        ClientBody body = body();
        return orRefusal(() -> clients.create(body.newId(), body.newClient(), body.newMethod(), operator));
    }

    /**
     * What the form doesn't show stays as it is.
     *
     * @param version the one that was read
     * @throws ApiRefusal that names what is wrong; nothing is changed then
     */
    public KnownClient update(Clients clients, long version, String operator) {
        ClientBody body = body();
        return orRefusal(() -> clients.update(id, body::over, version, operator));
    }

    /** What an act on a client returns, its refusal in the words of the API. */
    public static <T> T orRefusal(Supplier<T> act) {
        try {
            return act.get();
        } catch (ClientRefused e) {
            throw ClientRefusals.of(e);
        }
    }

    private ClientBody body() {
        return new ClientBody(
                id,
                name,
                method,
                List.<@Nullable String>copyOf(grantTypes),
                null,
                lines(redirectUris),
                lines(postLogoutRedirectUris),
                scopes.strip().replaceAll("\\s+", " "),
                defaultScopes.strip().replaceAll("\\s+", " "),
                consent,
                introspection,
                isPkceRequired(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** An unticked box says nothing of a client that never sends a PKCE challenge: no other grant has one. */
    private boolean isPkceRequired() {
        return requirePkce || !grantTypes.contains(CODE);
    }

    private static List<@Nullable String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .<@Nullable String>map(line -> line)
                .toList();
    }
}
