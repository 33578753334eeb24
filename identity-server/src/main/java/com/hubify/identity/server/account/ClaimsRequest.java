package com.hubify.identity.server.account;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter of an authorization request. It selects among the claims of the granted scopes and never
 * adds to them: the consent page asks about scopes, and the client must not get more than it shows.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter">OpenID Connect Core, section 5.5</a>
 */
public final class ClaimsRequest {

    /** The parameter's name. */
    public static final String PARAMETER = "claims";

    /** Longest value, in characters: it is stored as long as the grant. */
    public static final int LONGEST = 2048;

    private static final List<String> MEMBERS = List.of("id_token", "userinfo");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode request;

    private ClaimsRequest(JsonNode request) {
        this.request = request;
    }

    /** Parses the parameter; empty if it is malformed or too long. */
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

    /** The requested {@code sub}, of the ID token or UserInfo; null if none is requested. */
    public @Nullable String subject() {
        for (String member : MEMBERS) {
            JsonNode value = request.path(member).path("sub").path("value");
            if (value.isString()) {
                return value.asString();
            }
        }
        return null;
    }

    /** Whether {@code acr} is requested as an essential claim of the ID token (section 5.5.1.1). */
    public boolean demandsAuthenticationClass() {
        return isEssential(acr());
    }

    /** The values requested for {@code acr}; empty if any will do. */
    public Set<String> authenticationClasses() {
        return Stream.concat(Stream.of(acr().path("value")), acr().path("values").values().stream())
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private JsonNode acr() {
        return request.path("id_token").path("acr");
    }

    /** Whether {@code auth_time} is requested as an essential claim of the ID token (section 2). */
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
