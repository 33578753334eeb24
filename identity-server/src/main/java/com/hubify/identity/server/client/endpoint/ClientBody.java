package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.ClientProblem;
import com.hubify.identity.server.client.registry.ClientRefused;
import com.hubify.identity.server.client.registry.KnownClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of a registration (RFC 7591, section 2), and those of our own. What is left out has RFC 7591's default in a new
 * client, and stays in a change.
 *
 * @param clientId for a new client only; a random one if left out
 * @param scope scopes with spaces between them, also in {@code defaultScope}
 * @param accessTokenTtl in seconds, also {@code refreshTokenTtl}
 * @param logoUri an empty text removes it, also {@code policyUri} and {@code clientUri}
 * @see ClientRefused by which methods refuse a member that is wrong
 */
record ClientBody(
        @Nullable String clientId,
        @Nullable String clientName,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable List<@Nullable String> grantTypes,
        @Nullable List<@Nullable String> responseTypes,
        @Nullable List<@Nullable String> redirectUris,
        @Nullable List<@Nullable String> postLogoutRedirectUris,
        @Nullable String scope,
        @Nullable String defaultScope,
        @Nullable Boolean consent,
        @Nullable Boolean introspection,
        @Nullable Boolean requirePkce,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable List<@Nullable String> idTokenClaims,
        @Nullable Long accessTokenTtl,
        @Nullable Long refreshTokenTtl,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String clientUri) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:@-]{0,199}");

    private static final int LONGEST_NAME = 200;

    private static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post", "none");

    private static final String BASIC = "client_secret_basic";

    private static final ClientMetadata NEW = new ClientMetadata(
            null,
            null,
            false,
            Set.of("authorization_code"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            true,
            false,
            true,
            "RS256",
            Set.of(),
            Duration.ofMinutes(10),
            Duration.ofDays(30),
            null,
            null,
            null);

    /** The id of a new client, null for a random one. It becomes part of a path, so it has fewer characters than it might. */
    @Nullable
    String newId() {
        if (clientId != null && !ID.matcher(clientId).matches()) {
            throw refused(
                    "client_id", "must be 1 to 200 letters, digits and . _ ~ : @ -, and begin with a letter or digit");
        }
        if (clientId != null && ClientMetadata.isIdOfOthers(clientId)) {
            throw refused("client_id", "must not begin with user_ or org_: it could be taken for a person");
        }
        return clientId;
    }

    /** How a new client authenticates. */
    String newMethod() {
        return method(BASIC);
    }

    /** The registration of a new client. */
    ClientMetadata newClient() {
        return over(NEW, newMethod());
    }

    /** The client with what this changes of it. */
    KnownClient over(KnownClient before) {
        if (clientId != null && !clientId.equals(before.id())) {
            throw refused("client_id", "can't be changed: register another client");
        }
        String method = method(before.authenticationMethod());
        return new KnownClient(
                before.id(),
                over(before.metadata(), method),
                method,
                before.isConfigured(),
                before.isDisabled(),
                before.secrets(),
                before.createdAt(),
                before.updatedAt(),
                before.version());
    }

    private String method(String otherwise) {
        String method = Objects.requireNonNullElse(tokenEndpointAuthMethod, otherwise);
        if (!METHODS.contains(method)) {
            throw refused("token_endpoint_auth_method", "must be client_secret_basic, client_secret_post or none");
        }
        return method;
    }

    private ClientMetadata over(ClientMetadata before, String method) {
        checkResponseTypes();
        return new ClientMetadata(
                name(before.name()),
                null,
                method.equals("none"),
                set("grant_types", grantTypes, before.grantTypes()),
                set("redirect_uris", redirectUris, before.redirectUris()),
                set("post_logout_redirect_uris", postLogoutRedirectUris, before.postLogoutRedirectUris()),
                words(scope, before.scopes()),
                words(defaultScope, before.defaultScopes()),
                Objects.requireNonNullElse(consent, before.consent()),
                Objects.requireNonNullElse(introspection, before.introspection()),
                Objects.requireNonNullElse(requirePkce, before.requirePkce()),
                Objects.requireNonNullElse(idTokenSignedResponseAlg, before.idTokenAlgorithm()),
                set("id_token_claims", idTokenClaims, before.idTokenClaims()),
                seconds("access_token_ttl", accessTokenTtl, before.accessTokenTimeToLive()),
                seconds("refresh_token_ttl", refreshTokenTtl, before.refreshTokenTimeToLive()),
                link(logoUri, before.logoUri()),
                link(policyUri, before.policyUri()),
                link(clientUri, before.clientUri()));
    }

    private void checkResponseTypes() {
        if (responseTypes != null && !responseTypes.isEmpty() && !responseTypes.equals(List.of("code"))) {
            throw refused("response_types", "must be code alone: the server has no other");
        }
    }

    private @Nullable String name(@Nullable String before) {
        if (clientName == null) {
            return before;
        }
        if (clientName.length() > LONGEST_NAME || clientName.codePoints().anyMatch(ClientBody::isUnseen)) {
            throw refused("client_name", "must be at most 200 characters, without control characters: people read it");
        }
        return clientName;
    }

    // A name that turns the text around it would forge the rest of the consent page's sentence.
    private static boolean isUnseen(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.FORMAT && character != 0x200C && character != 0x200D;
    }

    private static Set<String> set(String member, @Nullable List<@Nullable String> values, Set<String> before) {
        if (values == null) {
            return before;
        }
        Set<String> all = new LinkedHashSet<>();
        for (String value : values) {
            if (value == null) {
                throw refused(member, "must not contain null");
            }
            all.add(value);
        }
        return all;
    }

    private static Set<String> words(@Nullable String text, Set<String> before) {
        if (text == null) {
            return before;
        }
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(text.split(" ", -1)));
    }

    private static Duration seconds(String member, @Nullable Long value, Duration before) {
        if (value == null) {
            return before;
        }
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw refused(member, "must be a number of seconds");
        }
        return Duration.ofSeconds(value);
    }

    private static @Nullable String link(@Nullable String value, @Nullable String before) {
        if (value == null) {
            return before;
        }
        return value.isEmpty() ? null : value;
    }

    private static ClientRefused refused(String member, String reason) {
        return ClientRefused.invalid(List.of(new ClientProblem(member, reason)));
    }
}
