package com.hubify.identity.server.exchange;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.standing.Departures;
import com.hubify.identity.server.token.AccessTokenAudience;
import com.hubify.identity.server.token.TokenOrigin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Exchanges a subject token for an access token with the same scopes or fewer, which ends with the subject token. No refresh
 * token is issued. Nothing is stored: introspection verifies the signature and checks the revocations.
 *
 * <p>Spring's provider accepts only subject tokens that are stored as grants, and is removed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2">RFC 8693, section 2</a>
 */
class TokenExchangeAuthenticationProvider implements AuthenticationProvider {

    /** Whatever the client's setting: what is exchanged can be exchanged again. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<String, SubjectTokens> subjectTokens;
    private final OAuth2TokenGenerator<OAuth2Token> generator;
    private final AccessTokenAudience audience;
    private final Revocations revocations;
    private final Departures departures;
    private final Clock clock;

    TokenExchangeAuthenticationProvider(
            List<SubjectTokens> subjectTokens,
            OAuth2TokenGenerator<OAuth2Token> generator,
            AccessTokenAudience audience,
            Revocations revocations,
            Departures departures,
            Clock clock) {
        this.subjectTokens = subjectTokens.stream()
                .filter(SubjectTokens::isOffered)
                .collect(Collectors.toUnmodifiableMap(SubjectTokens::type, kind -> kind));
        this.generator = generator;
        this.audience = audience;
        this.revocations = revocations;
        this.departures = departures;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenExchangeAuthenticationToken) authentication;
        AuthenticatedClient client = AuthenticatedClient.of(request);
        SubjectTokens kind = kind(request.getSubjectTokenType());
        requireTarget(request);
        // Before the subject token is verified: what is revoked from here on must end the exchanged token, too.
        Instant issuedAt = clock.instant();
        Subject subject = kind.verify(request.getSubjectToken()).orElseThrow(ExchangeErrors::invalidSubject);
        Set<String> scopes = ExchangedScopes.of(
                request.getScopes(), subject.scopes(), HubifyClientSettings.scopes(client.registration()));
        OAuth2Token token = generate(request, subject, scopes, issuedAt);
        // Attack: exchange the key or session while its owner is revoked, which ends only what was issued until
        // then; or while the session ends, whose end every token must find that is issued after it. And Clerk may
        // sign a session token just after it has said that the person is banned.
        if (revocations.isRevoked(subject.lineage()) || isBarred(subject)) {
            throw ExchangeErrors.invalidSubject();
        }
        return new OAuth2AccessTokenAuthenticationToken(
                client.registration(),
                client.authentication(),
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        token.getTokenValue(),
                        token.getIssuedAt(),
                        token.getExpiresAt(),
                        scopes),
                null,
                Map.of(OAuth2ParameterNames.ISSUED_TOKEN_TYPE, TokenExchangeConverter.ACCESS_TOKEN));
    }

    private boolean isBarred(Subject subject) {
        return AccountId.parse(subject.id())
                .filter(
                        subject.claims().containsKey(TokenClaims.KEY_ID)
                                ? departures::isBarredForGood
                                : departures::isBarred)
                .isPresent();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_request} if the type is not supported */
    private SubjectTokens kind(String type) {
        SubjectTokens kind = subjectTokens.get(type);
        if (kind == null) {
            throw ExchangeErrors.invalidRequest("The subject_token_type must be "
                    + subjectTokens.keySet().stream().sorted().collect(Collectors.joining(" or ")) + ".");
        }
        return kind;
    }

    private void requireTarget(OAuth2TokenExchangeAuthenticationToken request) {
        if (!Stream.of(request.getAudiences(), request.getResources())
                .flatMap(Set::stream)
                .allMatch(audience::is)) {
            throw ExchangeErrors.invalidTarget(audience.value());
        }
    }

    private OAuth2Token generate(
            OAuth2TokenExchangeAuthenticationToken request, Subject subject, Set<String> scopes, Instant issuedAt) {
        RegisteredClient client = AuthenticatedClient.of(request).registration();
        TokenOrigin origin = new TokenOrigin(issuedAt, end(client, subject, issuedAt), subject.claims());
        OAuth2TokenContext context = DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(UsernamePasswordAuthenticationToken.authenticated(subject.id(), null, List.of()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorizedScopes(scopes)
                .tokenType(OAuth2TokenType.ACCESS_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizationGrant(grant(request, origin))
                .build();
        return Objects.requireNonNull(generator.generate(context));
    }

    /** The request with the origin of the token, for its claims, and without the subject token. */
    private static Authentication grant(OAuth2TokenExchangeAuthenticationToken request, TokenOrigin origin) {
        return new OAuth2TokenExchangeAuthenticationToken(
                request.getRequestedTokenType(),
                "…",
                request.getSubjectTokenType(),
                (Authentication) request.getPrincipal(),
                null,
                null,
                request.getResources(),
                request.getAudiences(),
                request.getScopes(),
                Map.of(TokenOrigin.class.getName(), origin));
    }

    private static Instant end(RegisteredClient client, Subject subject, Instant issuedAt) {
        Duration life = client.getTokenSettings().getAccessTokenTimeToLive();
        Instant end = issuedAt.plus(life.compareTo(LONGEST) < 0 ? life : LONGEST);
        Instant ended = subject.expiresAt();
        return ended == null || end.isBefore(ended) ? end : ended;
    }
}
