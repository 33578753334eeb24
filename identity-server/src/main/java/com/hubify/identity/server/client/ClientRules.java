package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** Validates what a client is registered with. Errors name the property and never show its value, which may be a secret. */
final class ClientRules {

    private static final String CODE = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();
    private static final String REFRESH = AuthorizationGrantType.REFRESH_TOKEN.getValue();
    private static final String CREDENTIALS = AuthorizationGrantType.CLIENT_CREDENTIALS.getValue();
    private static final String DEVICE = AuthorizationGrantType.DEVICE_CODE.getValue();

    private static final String EXCHANGE = AuthorizationGrantType.TOKEN_EXCHANGE.getValue();

    /** Resources of the scopes that run the platform. */
    private static final Set<String> PLATFORM = Set.of("audit", "clients", "revocations", "signing-keys");

    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

    private static final Duration LONGEST_ACCESS_TOKEN = Duration.ofHours(24);

    /** Revocations are stored longer than this: a refresh token that outlived its revocation would be valid again. */
    private static final Duration LONGEST_REFRESH_TOKEN = Duration.ofDays(90);

    /** More than any client has. Each is compared with at a request, and each loopback one taken apart. */
    private static final int MOST_ADDRESSES = 100;

    /** In characters, all of a list together. */
    private static final int LONGEST_ADDRESSES = 10_000;

    private final ClientMetadata client;
    private final List<ClientProblem> problems = new ArrayList<>();

    private ClientRules(ClientMetadata client) {
        this.client = client;
    }

    /** @throws InvalidConfigurationPropertyValueException if a setting is invalid */
    static void check(String id, ClientMetadata client) {
        String prefix = "hubify.identity.clients." + id + ".";
        Settings.requireResolved(client.secret(), prefix + "secret");
        Settings.require(
                isId(id), prefix + "name", "belongs to a client id that is not 1 to 200 visible ASCII characters");
        Settings.require(
                !isOfOthers(id),
                prefix + "name",
                "belongs to a client id that begins with user_ or org_, as ids of people and organizations do");
        problems(client).stream().findFirst().ifPresent(first -> {
            throw Settings.invalid(prefix + first.property(), first.reason());
        });
    }

    /** Whether it may be a client id: 1 to 200 visible ASCII characters (RFC 6749, appendix A.1). */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /**
     * Whether it may be the id of a person or an organization. Attack: a client of such an id gets tokens by itself, whose subject a
     * service takes for that person.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.15">RFC 9700, section 4.15</a>
     */
    static boolean isOfOthers(String id) {
        return id.startsWith("user_") || id.startsWith("org_");
    }

    static Set<String> operatorScopesOfPeople(ClientMetadata client) {
        Set<String> grants = client.grantTypes();
        return grants.contains(CODE) || grants.contains(DEVICE) || grants.contains(EXCHANGE)
                ? client.scopes().stream()
                        .filter(scope -> PLATFORM.contains(scope.substring(0, Math.max(0, scope.indexOf(':')))))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** All that is wrong, in the order of the rules. */
    static List<ClientProblem> problems(ClientMetadata client) {
        ClientRules rules = new ClientRules(client);
        rules.authentication();
        rules.grants();
        rules.addresses();
        rules.links();
        rules.scopes();
        rules.tokens();
        return List.copyOf(rules.problems);
    }

    private void authentication() {
        boolean hasSecret = client.secret() != null;
        require(
                client.secret() == null
                        || ClientSecrets.fromConfiguration(client.secret()).isPresent(),
                "secret",
                "must be the secret itself, not empty and not beginning with a brace, or {sha256} and the digest in"
                        + " base64url without padding (43 characters), or {bcrypt} and a BCrypt digest of cost 4 to 16");
        require(
                hasSecret || client.isPublic(),
                "secret",
                "is missing; set it, or set public: true for a client that can't keep one");
        require(!hasSecret || !client.isPublic(), "public", "can't be true while secret is set; remove one of them");
        require(
                client.name() == null || !client.name().isBlank(),
                "name",
                "must not be empty: the consent page shows it");
        require(
                hasSecret || client.requirePkce(),
                "require-pkce",
                "can't be false for a public client: it has no secret");
        require(
                hasSecret || !client.introspection(),
                "introspection",
                "can't be true for a public client: it has no secret");
    }

    private void grants() {
        Set<String> grants = client.grantTypes();
        require(!grants.isEmpty(), "grant-types", "must contain at least one grant type");
        require(
                SupportedGrantTypes.NAMES.containsAll(grants),
                "grant-types",
                "must contain only these: " + String.join(", ", SupportedGrantTypes.NAMES));
        require(
                client.secret() != null || !grants.contains(CREDENTIALS),
                "grant-types",
                "can't contain client_credentials: the client has no secret");
        require(
                !grants.contains(REFRESH) || grants.contains(CODE) || grants.contains(DEVICE),
                "grant-types",
                "contains refresh_token, but no grant that issues refresh tokens: add authorization_code or"
                        + " urn:ietf:params:oauth:grant-type:device_code");
        require(
                !client.scopes().contains("offline_access") || grants.contains(REFRESH),
                "scopes",
                "contains offline_access, but grant-types lacks refresh_token");
        require(
                client.requirePkce() || grants.contains(CODE),
                "require-pkce",
                "can't be false without authorization_code in grant-types: no other grant uses PKCE");
    }

    private void addresses() {
        require(
                !client.grantTypes().contains(CODE) || !client.redirectUris().isEmpty(),
                "redirect-uris",
                "must contain at least one URI, since grant-types contains authorization_code");
        require(
                client.grantTypes().contains(CODE) || client.redirectUris().isEmpty(),
                "redirect-uris",
                "must be empty, since grant-types lacks authorization_code");
        require(
                signsPeopleIn() || client.postLogoutRedirectUris().isEmpty(),
                "post-logout-redirect-uris",
                "must be empty, since no grant type signs people in: add authorization_code or"
                        + " urn:ietf:params:oauth:grant-type:device_code");
        String form =
                "must contain only URIs with https, with http on localhost, 127.0.0.1 or [::1], or with a private-use scheme"
                        + " such as com.example.app:/callback; each in ASCII, of at most 2,000 characters, without user information, fragment and *";
        require(client.redirectUris().stream().allMatch(RedirectUris::canBeRegistered), "redirect-uris", form);
        require(
                client.postLogoutRedirectUris().stream().allMatch(RedirectUris::canBeRegistered),
                "post-logout-redirect-uris",
                form);
        bound("redirect-uris", client.redirectUris());
        bound("post-logout-redirect-uris", client.postLogoutRedirectUris());
        require(
                client.consent()
                        || !client.isPublic()
                        || client.redirectUris().stream().noneMatch(RedirectUris::isNative),
                "consent",
                "can't be false for a public client with a loopback or private-use redirect URI: any program on the"
                        + " machine could impersonate it");
    }

    private void bound(String property, Set<String> addresses) {
        require(
                addresses.size() <= MOST_ADDRESSES
                        && addresses.stream().mapToInt(String::length).sum() <= LONGEST_ADDRESSES,
                property,
                "must contain at most 100 URIs, of 10,000 characters together");
    }

    private void links() {
        require(
                client.logoUri() == null || ClientLinks.isPicture(client.logoUri()),
                "logo-uri",
                "must be an https URL with a path, without user information, query, fragment, comma and semicolon, of at"
                        + " most 500 characters: it becomes a source in the Content Security Policy of the consent page");
        String form = "must be an https URL without user information, of at most 500 characters";
        require(client.policyUri() == null || ClientLinks.isPage(client.policyUri()), "policy-uri", form);
        require(client.clientUri() == null || ClientLinks.isPage(client.clientUri()), "client-uri", form);
    }

    private void scopes() {
        String form =
                "must contain only scopes: *, resource:action, resource:*, openid, profile, email or offline_access";
        Optional<Scopes> all = Scopes.parse(client.scopes());
        Optional<Scopes> defaults = Scopes.parse(client.defaultScopes());
        require(all.isPresent(), "scopes", form);
        require(defaults.isPresent(), "default-scopes", form);
        require(
                all.isEmpty() || defaults.isEmpty() || all.get().coverAll(defaults.get()),
                "default-scopes",
                "contains a scope that the setting scopes does not allow");
        require(
                Set.of("profile", "email").containsAll(client.idTokenClaims()),
                "id-token-claims",
                "must contain only profile and email");
        require(
                client.idTokenClaims().isEmpty() || client.scopes().contains("openid"),
                "id-token-claims",
                "needs openid in the setting scopes: without it there are no ID tokens");
        require(
                client.scopes().containsAll(client.idTokenClaims()),
                "id-token-claims",
                "contains a scope that the setting scopes does not allow");
        require(
                !signsPeopleIn() && !client.grantTypes().contains(EXCHANGE)
                        || !client.scopes().isEmpty(),
                "scopes",
                "must contain at least one scope");
    }

    private boolean signsPeopleIn() {
        return client.grantTypes().contains(CODE) || client.grantTypes().contains(DEVICE);
    }

    private void tokens() {
        require(
                HubifyClientSettings.algorithm(client.idTokenAlgorithm()).isPresent(),
                "id-token-algorithm",
                "must be RS256, ES256 or EdDSA");
        life("access-token-time-to-live", client.accessTokenTimeToLive(), LONGEST_ACCESS_TOKEN, "24h");
        life("refresh-token-time-to-live", client.refreshTokenTimeToLive(), LONGEST_REFRESH_TOKEN, "90d");
    }

    private void life(String property, Duration life, Duration longest, String words) {
        require(
                life.compareTo(Duration.ofSeconds(1)) >= 0 && life.compareTo(longest) <= 0,
                property,
                "must be at least 1s and at most " + words);
    }

    private void require(boolean isSo, String property, String reason) {
        if (!isSo) {
            problems.add(new ClientProblem(property, reason));
        }
    }
}
