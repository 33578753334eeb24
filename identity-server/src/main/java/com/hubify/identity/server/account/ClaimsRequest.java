package com.hubify.identity.server.account;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter of an authorization request. It chooses among what the granted scopes tell and adds nothing to
 * it: a person is asked about scopes and must not be told of less than what the client gets.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter">OpenID Connect Core, section 5.5</a>
 */
public final class ClaimsRequest {

    /** The parameter's name. */
    public static final String PARAMETER = "claims";

    /** Longest there may be, in characters: it is kept as long as the grant. */
    public static final int LONGEST = 2048;

    private static final List<String> MEMBERS = List.of("id_token", "userinfo");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode request;

    private ClaimsRequest(JsonNode request) {
        this.request = request;
    }

    /** Reads the parameter; empty if it isn't what the specification asks for, or too long. */
    public static Optional<ClaimsRequest> parse(String parameter) {
        if (parameter.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode request = MAPPER.readTree(parameter);
            return isWellFormed(request) ? Optional.of(new ClaimsRequest(request)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Names of the claims that the ID token should hold. */
    public Set<String> idToken() {
        return new HashSet<>(request.path("id_token").propertyNames());
    }

    /** Whom the answer must be about, for either of the two; null if that was left open. */
    public @Nullable String subject() {
        for (String member : MEMBERS) {
            JsonNode value = request.path(member).path("sub").path("value");
            if (value.isString()) {
                return value.asString();
            }
        }
        return null;
    }

    /** Whether the sign-in must be of one of the named classes, or there be no answer (section 5.5.1.1). */
    public boolean demandsAuthenticationClass() {
        JsonNode acr = request.path("id_token").path("acr");
        return isEssential(acr) && (acr.has("value") || acr.has("values"));
    }

    /** Whether the ID token must tell when the person proved who they are (section 2, {@code auth_time}). */
    public boolean demandsAuthenticationTime() {
        return isEssential(request.path("id_token").path("auth_time"));
    }

    private static boolean isEssential(JsonNode claim) {
        JsonNode essential = claim.path("essential");
        return essential.isBoolean() && essential.asBoolean();
    }

    private static boolean isWellFormed(JsonNode request) {
        return request.isObject() && MEMBERS.stream().allMatch(member -> isMember(request.path(member)));
    }

    private static boolean isMember(JsonNode member) {
        return member.isMissingNode()
                || member.isNull()
                || member.isObject() && member.values().stream().allMatch(claim -> claim.isNull() || claim.isObject());
    }
}
