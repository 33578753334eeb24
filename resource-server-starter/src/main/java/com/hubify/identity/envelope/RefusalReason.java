package com.hubify.identity.envelope;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused with 400, 401, 403, 429 or 503, and what mends it. The answer to the request says less: these are for the
 * credential's owner and for operators, who ask by its reference. The words of {@link #code} are stored and are never renamed.
 */
public enum RefusalReason {
    // By status alone, where nothing more is known.
    INVALID_REQUEST("the request is malformed", "Correct what the answer's message names."),
    UNAUTHORIZED("no valid credential was sent", "Sign in again with 'hubify auth login', or send another credential."),
    FORBIDDEN(
            "the credential is valid, but does not allow this request",
            "Ask the operator of the service which scope or role the path needs; 'hubify auth whoami' shows what yours has."),
    RATE_LIMITED(
            "too many requests were sent within the limit's period",
            "Wait as long as Retry-After says. An operator can raise the limit by the settings hubify.identity.limits.*, and those"
                    + " of API keys by hubify.identity.api-keys.*."),
    SERVICE_UNAVAILABLE(
            "a system that is needed did not answer",
            "Try again after Retry-After. An operator finds which one in the health of the server: /actuator/health."),

    // Credentials, as services judge them.
    NO_CREDENTIAL(
            "no bearer credential was sent",
            "Send the header 'Authorization: Bearer …', for example with $(hubify auth token)."),
    UNREAD(
            "a bearer credential was sent, but the filter chain of the path does not read it",
            "The service's developer adds Hubify's credentials to that filter chain: README of the starter."),
    MALFORMED(
            "it is neither an API key nor a signed token",
            "Check that all of the credential was copied, without quotes or line breaks."),
    UNKNOWN_ISSUER(
            "it is a token of an issuer that this service does not know",
            "Compare the token's iss with the service's setting hubify.resource.issuer-uri."),
    HEADER(
            "it is another type of token, or signed with another algorithm, or has a critical header",
            "Send an access token (typ at+jwt): ID tokens and refresh tokens are not accepted."),
    UNKNOWN_KEY(
            "it names a signing key that its issuer does not have",
            "Get a new token: the key was destroyed or compromised, or the token is of another installation."),
    SIGNATURE(
            "it is not signed by its issuer's key", "Get a new token with 'hubify auth login'; this one was changed."),
    TIME(
            "it has expired, is not valid yet, or lives too long",
            "Get a new token ('hubify auth token' renews by itself), and compare the clocks of both machines."),
    AUDIENCE(
            "it is meant for another service",
            "Set the service's hubify.resource.audience to what hubify.identity.token.audience of the identity server says: all of"
                    + " its access tokens have that one."),
    CLAIMS("a claim is missing or not as it must be", "Get a new token from the identity server itself."),
    ORIGIN(
            "it was made for another origin (azp)",
            "Add the origin to the service's setting hubify.resource.clerk.authorized-parties."),
    PENDING("its session is pending", "Complete the sign-in's remaining tasks at Clerk."),
    IMPERSONATION(
            "it is an impersonation: somebody acts as the person (act)",
            "Sign in as yourself: the service takes no impersonators."),
    BOUND(
            "it is bound to a key, and this service checks no proof of possession",
            "Request a bearer token, without DPoP and mutual TLS."),
    INACTIVE(
            "its issuer does not know it, or no longer",
            "See 'hubify auth api-key list': the key was revoked, has expired or was mistyped. Create one with"
                    + " 'hubify auth api-key create'."),
    NETWORK(
            "it is an API key that is not valid from the sender's address",
            "Send it from an allowed address, which 'hubify auth api-key show ID' lists, or create another key with"
                    + " 'hubify auth api-key create … --allow-ip NETWORKS': the networks of a key can only be narrowed."),
    REVOKED(
            "it, or something it descends from, has been revoked",
            "Sign in again with 'hubify auth login', or create another key with 'hubify auth api-key create'."),
    DECODER("the service's own JwtDecoder refused it", "Ask the developer of the service: its rules are its own."),
    NOT_ACCEPTED(
            "this service takes no API keys",
            "Exchange the key for an access token with 'hubify auth token --scope SCOPES', or ask the operator to set"
                    + " hubify.resource.client-id and client-secret."),

    // What valid credentials may not do.
    INSUFFICIENT_SCOPE(
            "a scope that the request needs is missing",
            "Sign in with the scope ('hubify auth login --scope …'), or create a key that has it. An operator allows a"
                    + " client further scopes by its registration."),
    NOT_A_PERSON(
            "it is a key's, a client's or an impersonator's, and this needs a person who has signed in recently",
            "Sign in as a person with 'hubify auth login'."),
    NO_SIGN_IN_TIME("it does not say when the person signed in", "Sign in again with 'hubify auth login'."),
    OLD_SIGN_IN("the person signed in too long ago", "Sign in again with 'hubify auth login'."),
    SIGN_IN_AHEAD("its sign-in is in the future", "Compare the clocks of the identity server and the service."),
    SIGN_IN_CLASS(
            "the person signed in by another class than this needs",
            "Sign in with the second factor that acr_values asks for."),

    // The protocol's errors.
    INVALID_TOKEN(
            "the access token is malformed, expired, revoked, or not signed by this server",
            "Get a new token with 'hubify auth login' or from the token endpoint."),
    INVALID_CLIENT(
            "the client is unknown or disabled, or its credentials are missing or wrong",
            "Compare client id, secret and token_endpoint_auth_method with the client's registration."),
    INVALID_GRANT(
            "the code or token is unknown, expired, used or revoked, belongs to another client, or came with another redirect_uri",
            "Begin a new sign-in. Redeem each code once, within its life, with the redirect_uri and code_verifier it was asked with."),
    UNAUTHORIZED_CLIENT(
            "the client's registration does not allow this",
            "An operator adds the grant type to the client's grant-types, or introspection: true for API keys at /oauth2/introspect."
                    + " A client revokes tokens of its own alone."),
    INVALID_SCOPE(
            "a requested scope is malformed, or the client may not have it",
            "Request scopes of the client's registration; an operator adds them to its scopes."),
    UNSUPPORTED_GRANT_TYPE(
            "the server does not support the grant_type", "Use one of grant_types_supported of the metadata."),
    UNSUPPORTED_RESPONSE_TYPE("the server does not support the response_type", "Send response_type=code."),
    UNSUPPORTED_TOKEN_TYPE(
            "the endpoint does not support this type of token",
            "End an API key with 'hubify auth api-key revoke -', which reads it from standard input."),
    INVALID_TARGET(
            "the audience or resource is not one for which the server issues tokens",
            "Leave audience and resource out."),
    ACCESS_DENIED("the person declined, or may not do this", "Ask the person to agree to what the client requests."),
    EXPIRED_TOKEN("the device code has expired", "Begin the sign-in on the device again."),
    LOGIN_REQUIRED(
            "the person must sign in first", "Send the person to the authorization endpoint without prompt=none."),
    CONSENT_REQUIRED(
            "the person must give consent first", "Send the person to the authorization endpoint without prompt=none.");

    private static final Map<String, RefusalReason> BY_CODE = by(RefusalReason::code);
    private static final Map<String, RefusalReason> BY_PHRASE = by(RefusalReason::phrase);

    private final String phrase;
    private final String remedy;

    RefusalReason(String phrase, String remedy) {
        this.phrase = phrase;
        this.remedy = remedy;
    }

    /** A word in snake_case for programs, such as {@code unknown_key}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which check failed, as the end of a sentence. */
    public String phrase() {
        return phrase;
    }

    /** The command or setting that mends it, in whole sentences. */
    public String remedy() {
        return remedy;
    }

    /** Parses {@link #code}; empty for any other text. */
    public static Optional<RefusalReason> parse(@Nullable String code) {
        return Optional.ofNullable(code).map(BY_CODE::get);
    }

    /** The reason with this {@link #phrase}. */
    public static Optional<RefusalReason> withPhrase(@Nullable String phrase) {
        return Optional.ofNullable(phrase).map(BY_PHRASE::get);
    }

    /** The reason that is known from the status alone. Empty for statuses other than 400, 401, 403, 429 and 503. */
    public static Optional<RefusalReason> of(int status) {
        return switch (status) {
            case 400 -> Optional.of(INVALID_REQUEST);
            case 401 -> Optional.of(UNAUTHORIZED);
            case 403 -> Optional.of(FORBIDDEN);
            case 429 -> Optional.of(RATE_LIMITED);
            case 503 -> Optional.of(SERVICE_UNAVAILABLE);
            default -> Optional.empty();
        };
    }

    private static Map<String, RefusalReason> by(Function<RefusalReason, String> name) {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }
}
