package com.hubify.identity.server.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.consent.ConsentTakenBack;
import com.hubify.identity.server.consent.Consents;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.logout.SignedOut;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.session.SignInAuthentication;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

public abstract class RedisAuthorizationsContract extends RedisContract {

    private static final OAuth2TokenType CODE = new OAuth2TokenType("code");
    private static final OAuth2TokenType STATE = new OAuth2TokenType("state");
    private static final int GRANTS_PER_CLIENT = 5;
    private static final Instant NOW = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    private final RegisteredClient client = TestClients.confidential().build();
    private final RegisteredClient other = TestClients.confidential()
            .id("other")
            .clientId("other")
            .clientSecret("{noop}of-the-other")
            .build();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final TestOrganizations organizations = new TestOrganizations(Clock.systemUTC());
    private final RedisAuthorizations authorizations = authorizations(redis);
    private final RedisAuthorizations onOtherNode = authorizations(otherNode);

    public RedisAuthorizationsContract(Redis server) {
        super(server);
    }

    @BeforeEach
    void forget() {
        revocations.forget();
        organizations.forget("user_2abc");
    }

    @Test
    void findsAGrantByItsCodeOnAnyNode() {
        authorizations.save(withCode("the-code"));

        OAuth2Authorization found = Objects.requireNonNull(onOtherNode.findByToken("the-code", CODE));

        assertThat(found.getPrincipalName()).isEqualTo("user_2abc");
        assertThat(found.getAuthorizedScopes()).containsExactlyInAnyOrder("openid", "labs:read");
        assertThat(Objects.requireNonNull(found.getToken(OAuth2AuthorizationCode.class))
                        .getToken()
                        .getTokenValue())
                .isEqualTo("the-code");
        assertThat((Object) found.getAttribute(Principal.class.getName())).isInstanceOf(SignInAuthentication.class);
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(found.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        assertThat(request.getAdditionalParameters()).containsEntry("code_challenge", "challenge");
    }

    @Test
    void findsNothingByATokenOfAnotherKind() {
        authorizations.save(withCode("the-code"));

        assertThat(authorizations.findByToken("the-code", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("the-code", OAuth2TokenType.ACCESS_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("another", CODE)).isNull();
    }

    /** Attack: read the store. No token may be found there, in names or values; nor is a digest of any use. */
    @Test
    void keepsNoTokenAtRest() {
        OAuth2Authorization issued = withTokens("the-code", "the-access-token", "the-refresh-token");
        authorizations.save(
                OAuth2Authorization.from(issued).attribute("state", "the-state").build());

        assertThat(everything()).doesNotContain("the-code", "the-access-token", "the-refresh-token", "the-state");
        assertThat(authorizations.findByToken(AuthorizationJson.digested("the-refresh-token"), null))
                .isNull();
    }

    @Test
    void everythingHasATimeToLive() {
        authorizations.save(withTokens("the-code", "the-access-token", "the-refresh-token"));

        assertThat(Objects.requireNonNull(redis.keys("*")))
                .allSatisfy(key -> assertThat(redis.getExpire(key)).isPositive());
    }

    /** Fault: a code that had just expired could not be told from one that never was: it was forgotten in the same second. */
    @Test
    void deviceCodeIsFoundPastItsTimeAndNotForEver() {
        Instant end = NOW.plus(Duration.ofMinutes(5));
        authorizations.save(OAuth2Authorization.from(grant())
                .token(new OAuth2DeviceCode("the-device-code", NOW, end))
                .token(new OAuth2UserCode("the-user-code", NOW, end))
                .build());

        assertThat(Objects.requireNonNull(redis.keys("*device_code*")))
                .singleElement()
                .satisfies(key -> assertThat(redis.getExpire(key)).isBetween(540L, 600L));
        assertThat(Objects.requireNonNull(redis.keys("*user_code*")))
                .singleElement()
                .satisfies(key -> assertThat(redis.getExpire(key)).isBetween(240L, 300L));
    }

    @Test
    void findsAPendingConsentByItsState() {
        OAuth2Authorization pending = OAuth2Authorization.from(grant())
                .attribute("state", "the-state")
                .build();
        authorizations.save(pending);

        OAuth2Authorization found = Objects.requireNonNull(onOtherNode.findByToken("the-state", STATE));

        assertThat((Object) found.getAttribute("state")).isEqualTo("the-state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"the-grant\"", // cut off
                "{}",
                "null",
                "[]",
                "{\"@class\":\"gone.Class\"}"
            })
    void grantThatCannotBeReadIsNoGrant(String damaged) {
        authorizations.save(withTokens("the-code", "access-1", "refresh-1"));
        redis.opsForHash().put("hfy:grant:the-grant", "json", damaged);

        assertThat(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("the-code", CODE)).isNull();
        assertThat(authorizations.findBySpentRefreshToken("refresh-1")).isEmpty();
        assertThat(authorizations.findById("the-grant")).isNull();
    }

    /** Attack: a code, read by two nodes before either has stored that it was used. */
    @Test
    void ofTwoThatReadTheSameVersionOnlyOneMaySave() {
        authorizations.save(withCode("the-code"));
        OAuth2Authorization here = Objects.requireNonNull(authorizations.findByToken("the-code", CODE));
        OAuth2Authorization there = Objects.requireNonNull(onOtherNode.findByToken("the-code", CODE));
        authorizations.save(withRefreshToken(here, "from-here"));

        assertThatExceptionOfType(AuthorizationChanged.class)
                .isThrownBy(() -> onOtherNode.save(withRefreshToken(there, "from-there")));
        assertThat(authorizations.findByToken("from-there", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    @Test
    void racedSavesHaveOneWinner() {
        authorizations.save(withCode("the-code"));
        OAuth2Authorization read = Objects.requireNonNull(authorizations.findByToken("the-code", CODE));

        long winners = succeeding(8, () -> {
            try {
                authorizations.save(
                        withRefreshToken(read, "token-" + Thread.currentThread().getId()));
                return true;
            } catch (AuthorizationChanged e) {
                return false;
            }
        });

        assertThat(winners).isEqualTo(1);
    }

    /** Attack: of two who redeem one code at once, one has stolen it. */
    @Test
    void codeRedeemedTwiceAtOnceEndsTheGrant() {
        authorizations.save(withCode("the-code"));
        OAuth2Authorization here = Objects.requireNonNull(authorizations.findByToken("the-code", CODE));
        OAuth2Authorization there = Objects.requireNonNull(onOtherNode.findByToken("the-code", CODE));
        authorizations.save(redeemed(here));

        assertThatExceptionOfType(AuthorizationChanged.class).isThrownBy(() -> onOtherNode.save(redeemed(there)));

        assertThat(authorizations.findById(here.getId())).isNull();
        assertThat(revocations.published()).hasSize(1);
    }

    @Test
    void invalidatedTokenEndsTheGrantOnceAndLeavesNothing() {
        authorizations.save(withTokens("the-code", "the-access-token", "the-refresh-token"));
        OAuth2Authorization found =
                Objects.requireNonNull(authorizations.findByToken("the-refresh-token", OAuth2TokenType.REFRESH_TOKEN));

        authorizations.save(OAuth2Authorization.from(found)
                .invalidate(Objects.requireNonNull(found.getRefreshToken()).getToken())
                .build());

        assertThat(revocations.published()).hasSize(1);
        assertThat(redis.keys("*")).isEmpty();
        assertThat(authorizations.findByToken("the-refresh-token", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    @Test
    void rotatedRefreshTokenIsSpentAndItsAnswerKept() {
        authorizations.save(withTokens("the-code", "access-1", "refresh-1"));
        OAuth2Authorization found =
                Objects.requireNonNull(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN));
        authorizations.save(withTokens(found, "access-2", "refresh-2"));

        assertThat(onOtherNode.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        OAuth2Authorization spent =
                onOtherNode.findBySpentRefreshToken("refresh-1").orElseThrow();
        assertThat(onOtherNode.answerTo("refresh-1", spent)).hasValueSatisfying(answer -> {
            assertThat(answer.refreshToken().getTokenValue()).isEqualTo("refresh-2");
            assertThat(answer.accessToken().getTokenValue()).isEqualTo("access-2");
            // None was issued; what stands at rest for the one before is none.
            assertThat(answer.idToken()).isNull();
            assertThat(answer.toString()).doesNotContain("refresh-2", "access-2");
        });
        assertThat(everything()).doesNotContain("access-2", "refresh-2");
    }

    /** Attack: a stolen code that comes late. As long as its grant can be refreshed, it must still end it. */
    @Test
    void spentCodeIsKnownAsLongAsItsGrantCanBeRefreshed() {
        authorizations.save(withTokens(redeemed(withCode("the-code")), "access-1", "refresh-1"));

        assertThat(redis.getExpire("hfy:grant-of:code:" + Sha256.base64Url("the-code")))
                .isCloseTo(Duration.ofDays(90).toSeconds(), Offset.offset(60L));
    }

    @ParameterizedTest
    @EnumSource(names = {"GRANT", "CLIENT", "SUBJECT", "SESSION", "CLIENT_GRANTS"})
    void findsNothingThatDescendsFromTheRevoked(Kind kind) {
        authorizations.save(withCode("the-code"));
        authorizations.save(withTokens(withCode(grant("of-tokens"), "spent-code"), "access-1", "refresh-1"));
        assertThat(onOtherNode.findByToken("the-code", CODE)).isNotNull();
        assertThat(onOtherNode.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();

        ancestors(kind).forEach(id -> revocations.publish(new Revocation(new Ancestor(kind, id), NOW)));

        assertThat(onOtherNode.findByToken("the-code", CODE)).isNull();
        assertThat(onOtherNode.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    private Stream<String> ancestors(Kind kind) {
        return switch (kind) {
            case GRANT -> Stream.of("the-grant", "of-tokens");
            case CLIENT -> Stream.of(client.getId());
            case SUBJECT -> Stream.of("user_2abc");
            case CLIENT_GRANTS -> Stream.of("user_2abc " + client.getId());
            default -> Stream.of("session");
        };
    }

    /** Attack: a refresh races a revocation and gets tokens that say they were issued a second after it. */
    @Test
    void tokensMadeWhileTheirGrantWasRevokedAreDead() {
        authorizations.save(withTokens("the-code", "access-1", "refresh-1"));
        OAuth2Authorization found =
                Objects.requireNonNull(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN));
        revocations.publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW));

        assertThatExceptionOfType(AuthorizationChanged.class)
                .isThrownBy(() -> authorizations.save(withTokens(found, "access-2", "refresh-2")));

        assertThat(revocations.published()).contains(new Revocation(new Ancestor(Kind.GRANT, found.getId()), NOW));
        assertThat(onOtherNode.findByToken("refresh-2", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    /**
     * Attack: past the bound of a client an entry until now stands for the grant. A token that a node with a faster clock issued
     * a moment later would outlive it.
     */
    @Test
    void aGrantEndsNoEarlierThanItsLatestTokenWasIssued() {
        OAuth2Authorization ahead = OAuth2Authorization.from(withTokens("the-code", "access-1", "refresh-1"))
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, "access-2", NOW.plusSeconds(2), NOW.plusSeconds(600)))
                .build();
        authorizations.save(ahead);

        authorizations.end(Objects.requireNonNull(authorizations.findById(ahead.getId())));

        assertThat(revocations.published())
                .containsExactly(new Revocation(new Ancestor(Kind.GRANT, ahead.getId()), NOW.plusSeconds(2)));
    }

    @Test
    void clientCredentialsAreNotStored() {
        authorizations.save(OAuth2Authorization.withRegisteredClient(client)
                .principalName("machine")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build());

        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void grantOfAClientThatIsGoneIsGoneToo() {
        authorizations.save(withCode("the-code"));
        RedisAuthorizations withoutClient = new RedisAuthorizations(
                redis,
                new InMemoryRegisteredClientRepository(
                        TestClients.confidential().build()),
                revocations,
                organizations.choice(),
                organizations.members(),
                properties(),
                event -> {},
                Clock.systemUTC());

        assertThat(withoutClient.findByToken("the-code", CODE)).isNull();
    }

    @Test
    void actsForTheOrganizationThatThePersonChose() {
        organizations.join("user_2abc", "org_1", "Acme", TestOrganizations.ADMIN);
        organizations.choice().choose(new AccountId("user_2abc"), client.getId(), "org_1");

        authorizations.save(withCode("the-code"));

        assertThat(GrantMember.organization(Objects.requireNonNull(onOtherNode.findByToken("the-code", CODE))))
                .isEqualTo("org_1");
    }

    /** Attack: go on for an organization that one has been removed from. */
    @Test
    void endsWithTheMembershipItIsBasedOn() {
        organizations.join("user_2abc", "org_1", "Acme", TestOrganizations.ADMIN);
        authorizations.save(withTokens(withCode(grant("own"), "own-code"), "own-access", "own-refresh"));
        organizations.choice().choose(new AccountId("user_2abc"), client.getId(), "org_1");
        OAuth2Authorization allowed = withCode("the-code");
        authorizations.save(allowed);

        onOtherNode.on(new MembershipEnded("user_2abc", "org_2"));
        assertThat(authorizations.findByToken("the-code", CODE)).isNotNull();
        onOtherNode.on(new MembershipEnded("user_2abc", "org_1"));

        assertThat(authorizations.findByToken("the-code", CODE)).isNull();
        assertThat(revocations.names(new Ancestor(Kind.GRANT, allowed.getId()))).isTrue();
        assertThat(authorizations.findByToken("own-refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
    }

    /** Attack: go on for an organization that was deleted. Another role alone ends no grant: it is read at each refresh. */
    @Test
    void endsWithItsOrganizationAndOutlivesARole() {
        organizations.join("user_2abc", "org_1", "Acme", TestOrganizations.ADMIN);
        organizations.choice().activate(new AccountId("user_2abc"), "org_1");
        authorizations.save(withCode("the-code"));

        revocations.publish(new Revocation(Ancestor.membership("org_1", "user_2abc"), NOW.plusSeconds(60)));
        assertThat(authorizations.findByToken("the-code", CODE)).isNotNull();
        revocations.publish(new Revocation(new Ancestor(Kind.ORGANIZATION, "org_1"), NOW.plusSeconds(60)));

        assertThat(authorizations.findByToken("the-code", CODE)).isNull();
    }

    /** Attack: one person has codes redeemed in a loop, and keeps every grant until the store is full. */
    @Test
    void oldestGrantOfAPersonAtAClientGoesWithOneTooMany() {
        for (int i = 0; i < GRANTS_PER_CLIENT + 2; i++) {
            RedisAuthorizations later = authorizations(i % 2 == 0 ? redis : otherNode, NOW.plusMillis(i));
            later.save(withCode(grant("g" + i), "code-" + i));
            OAuth2Authorization found = Objects.requireNonNull(later.findByToken("code-" + i, CODE));
            later.save(withTokens(found, "access-" + i, "family-" + i + ".refresh"));
        }

        assertThat(authorizations.findByToken("family-1.refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("family-2.refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
        assertThat(redis.keys("hfy:grant:*")).hasSize(GRANTS_PER_CLIENT);
        assertThat(redis.keys("hfy:grant-of:*")).hasSize(2 * GRANTS_PER_CLIENT);
        assertThat(revocations.published()).isEmpty();
    }

    /**
     * A phone may go on without its sign-in. Elsewhere the same person signs in and out, more often than they may have grants:
     * what has ended must neither stay nor push the phone out.
     */
    @Test
    void grantsThatEndWithTheirSignInPushOutNoLivingOne() {
        grantOnThePhone();

        for (int i = 0; i < 2 * GRANTS_PER_CLIENT; i++) {
            authorizations.save(withTokens(grant("g" + i), "access-" + i, "family-" + i + ".refresh"));
            revocations.publish(new Revocation(new Ancestor(Kind.SESSION, "session"), NOW));
            onOtherNode.on(new SignedOut("user_2abc", "session"));
            revocations.forget();
        }

        assertThat(authorizations.findByToken("phone.refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
        assertThat(redis.keys("hfy:grant:*")).containsExactly("hfy:grant:phone");
        assertThat(redis.keys("hfy:grant-of:*")).hasSize(1);
        assertThat(redis.keys("hfy:{grants:user_2abc}:*")).hasSize(2);
    }

    /** The same, where they do not sign out: what can be refreshed no more lies in the way until the longest grant would end. */
    @Test
    void grantsThatHaveExpiredPushOutNoLivingOne() {
        grantOnThePhone();

        for (int i = 0; i < 2 * (GRANTS_PER_CLIENT - 1); i++) {
            authorizations(redis, NOW.plusMillis(i))
                    .save(withTokens(grant("g" + i), "access-" + i, "family-" + i + ".refresh"));
            if (i < GRANTS_PER_CLIENT - 1) {
                redis.expire("hfy:grant:g" + i, Duration.ZERO);
            }
        }

        assertThat(redis.keys("hfy:grant:*")).hasSize(GRANTS_PER_CLIENT);
        assertThat(authorizations.findByToken("phone.refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
    }

    @Test
    void nothingIsLeftOfAGrantThatAnOperatorEnds() {
        authorizations.save(withTokens("the-code", "access", "family.refresh"));
        Revocation revocation = new Revocation(new Ancestor(Kind.GRANT, "the-grant"), NOW);
        revocations.publish(revocation);

        authorizations.on(new RevokedByOperator(revocation, "operator"));

        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void nothingIsLeftOfWhatAnOperatorEndedOfOneClientAndPerson() {
        authorizations.save(withTokens(withCode(grant("one"), "code-1"), "access-1", "refresh-1"));
        authorizations.save(withTokens(withCode(grant("other"), "code-2"), "access-2", "refresh-2"));
        Revocation revocation = new Revocation(Ancestor.clientGrants("user_2abc", client.getId()), NOW);
        revocations.publish(revocation);

        authorizations.on(new RevokedByOperator(revocation, "operator"));

        assertThat(redis.keys("*")).isEmpty();
    }

    private void grantOnThePhone() {
        authorizations.save(withTokens(
                OAuth2Authorization.from(grant("phone"))
                        .authorizedScopes(Set.of("openid", "offline_access"))
                        .build(),
                "access",
                "phone.refresh"));
    }

    /** Attack: a page has the browser begin one request after the other, which all wait, or pushes out what was granted. */
    @Test
    void whatWaitsIsBoundedAndPushesOutNoGrant() {
        authorizations.save(withTokens(withCode(grant("granted"), "spent"), "access", "family.refresh"));

        for (int i = 0; i < RedisHeldGrants.MOST_WAITING + 20; i++) {
            authorizations(redis, NOW.plusMillis(i))
                    .save(OAuth2Authorization.from(withCode(grant("g" + i), "code-" + i))
                            .attribute("state", "state-" + i)
                            .build());
        }

        assertThat(redis.keys("hfy:grant:g[0-9]*")).hasSize(RedisHeldGrants.MOST_WAITING);
        assertThat(redis.keys("hfy:grant-of:state:*")).hasSize(RedisHeldGrants.MOST_WAITING);
        assertThat(redis.keys("hfy:grant-of:code:*")).hasSize(RedisHeldGrants.MOST_WAITING + 1);
        assertThat(authorizations.findByToken("family.refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
    }

    /**
     * Attack: a page without any client navigates a popup through links to clients of others, while a person looks at a question of
     * another client and at one about a device, and a code of theirs is about to be redeemed.
     */
    @Test
    void whatWaitsPushesOutNothingOfAnotherClientAndNothingThatWaitsForAnotherThing() {
        authorizations.save(asked(grant("of-the-other", other), "looked-at"));
        authorizations.save(withCode(grant("code-of-the-other", other), "other-code"));
        authorizations.save(withCode(grant("code"), "the-code"));
        authorizations.save(asked(device("device"), "device-state"));

        for (int i = 0; i < RedisHeldGrants.MOST_WAITING + 20; i++) {
            authorizations(redis, NOW.plusMillis(i)).save(asked(grant("g" + i), "state-" + i));
        }

        assertThat(redis.keys("hfy:grant:g[0-9]*")).hasSize(RedisHeldGrants.MOST_WAITING);
        assertThat(authorizations.findByToken("looked-at", STATE)).isNotNull();
        assertThat(authorizations.findByToken("other-code", CODE)).isNotNull();
        assertThat(authorizations.findByToken("the-code", CODE)).isNotNull();
        assertThat(authorizations.findByToken("device-state", STATE)).isNotNull();
        assertThat(authorizations.findByToken("state-" + (RedisHeldGrants.MOST_WAITING + 19), STATE))
                .isNotNull();
    }

    /** Fault: a device that a person was asked about anew went first with one too many, since it had been asked about before. */
    @Test
    void whatIsAskedAnewIsAmongTheLatest() {
        authorizations.save(asked(device("device"), "first"));
        for (int i = 0; i < RedisHeldGrants.MOST_WAITING - 1; i++) {
            authorizations(redis, NOW.plusMillis(i + 1)).save(asked(device("d" + i), "state-" + i));
        }
        OAuth2Authorization device = Objects.requireNonNull(authorizations.findByToken("first", STATE));
        authorizations(redis, NOW.plusSeconds(1)).save(asked(device, "second"));

        authorizations(redis, NOW.plusSeconds(2)).save(asked(device("one-more"), "state"));

        assertThat(authorizations.findByToken("second", STATE)).isNotNull();
        assertThat(authorizations.findByToken("state-0", STATE)).isNull();
    }

    /** Attack: enter one living user code in a loop, or look at a device's question from two sessions in turn. */
    @Test
    void askingAnewInALoopLeavesOneState() {
        authorizations.save(asked(device("device"), "state-0"));
        for (int i = 0; i < 20; i++) {
            OAuth2Authorization found = Objects.requireNonNull(authorizations.findByToken("state-" + i, STATE));
            authorizations.save(asked(found, "state-" + (i + 1)));
        }

        assertThat(redis.keys("hfy:grant-of:state:*")).hasSize(1);
        assertThat(authorizations.findByToken("state-20", STATE)).isNotNull();
    }

    /** Attack: begin and decline in a loop. What was declined is known to a second click, and goes with its grant. */
    @Test
    void decliningInALoopLeavesAsManyStatesAsGrants() {
        for (int i = 0; i < RedisHeldGrants.MOST_WAITING + 20; i++) {
            RedisAuthorizations later = authorizations(redis, NOW.plusMillis(i));
            later.save(asked(grant("g" + i), "state-" + i));
            later.save(OAuth2Authorization.from(Objects.requireNonNull(later.findByToken("state-" + i, STATE)))
                    .attributes(attributes -> attributes.remove("state"))
                    .build());
            assertThat(later.answered("state-" + i)).isPresent();
        }

        assertThat(redis.keys("hfy:grant-of:state:*")).hasSize(RedisHeldGrants.MOST_WAITING);
        assertThat(redis.keys("hfy:grant:*")).hasSize(RedisHeldGrants.MOST_WAITING);
    }

    /** Attack: answer one question, or ask it anew, many times at once. What loses must leave nothing that leads to it. */
    @Test
    void whoLosesARaceLeavesNoStateAndNoCode() {
        authorizations.save(asked(device("device"), "the-state"));
        OAuth2Authorization late = Objects.requireNonNull(onOtherNode.findByToken("the-state", STATE));
        authorizations.save(asked(late, "of-the-first"));

        assertThatExceptionOfType(AuthorizationChanged.class)
                .isThrownBy(() -> onOtherNode.save(asked(late, "of-the-second")));
        assertThatExceptionOfType(AuthorizationChanged.class)
                .isThrownBy(() -> onOtherNode.save(withCode(late, "of-the-third")));

        assertThat(redis.keys("hfy:grant-of:state:*")).hasSize(1);
        assertThat(redis.keys("hfy:grant-of:code:*")).isEmpty();
        assertThat(authorizations.findByToken("of-the-first", STATE)).isNotNull();
    }

    /** Attack: sign in again and again, each time for a grant that soon expires and leaves the list of its sign-in. */
    @Test
    void listOfASignInLastsAsLongAsItsLongestGrant() {
        String list = "hfy:{grants:user_2abc}:in:session";
        authorizations.save(withAccess(withCode(grant("short"), "code-1"), "access-1"));
        assertThat(redis.getExpire(list)).isBetween(500L, 600L);

        authorizations.save(withTokens(withCode(grant("long"), "code-2"), "access-2", "family.refresh"));
        assertThat(redis.getExpire(list)).isGreaterThan(Duration.ofDays(89).toSeconds());

        authorizations(redis, NOW.plusSeconds(700)).save(withAccess(withCode(grant("later"), "code-3"), "access-3"));
        assertThat(redis.getExpire(list)).isGreaterThan(Duration.ofDays(89).toSeconds());
        assertThat(redis.opsForZSet().range(list, 0, -1)).contains("long").doesNotContain("short");
    }

    /** Attack: somebody who was asked about a device before another person pushes out what that person allowed. */
    @Test
    void questionThatBecameAnotherPersonsIsNotPushedOut() {
        authorizations.save(OAuth2Authorization.from(withCode(grant("asked-anew"), "code-of-it"))
                .attribute("state", "first")
                .build());
        OAuth2Authorization asked = Objects.requireNonNull(authorizations.findByToken("first", STATE));
        authorizations.save(OAuth2Authorization.from(asked)
                .principalName("user_2def")
                .attribute("state", "second")
                .build());

        for (int i = 0; i < RedisHeldGrants.MOST_WAITING + 1; i++) {
            authorizations(redis, NOW.plusMillis(i + 1)).save(withCode(grant("g" + i), "code-" + i));
        }

        assertThat(authorizations.findByToken("second", STATE)).isNotNull();
        assertThat(redis.keys("hfy:grant:g[0-9]*")).hasSize(RedisHeldGrants.MOST_WAITING);
    }

    /** Fault: the code that a device shows was dead once the person signed out who had only been asked about it. */
    @ParameterizedTest
    @EnumSource(names = {"SUBJECT", "SESSION", "SIGN_INS"})
    void openQuestionOutlivesTheSignInThatWasAsked(Kind kind) {
        OAuth2Authorization asked = OAuth2Authorization.from(grant())
                .attribute("state", "the-state")
                .build();
        authorizations.save(asked);

        revocations.publish(
                new Revocation(new Ancestor(kind, kind == Kind.SESSION ? "session" : "user_2abc"), NOW.plusSeconds(1)));

        assertThat(onOtherNode.findByToken("the-state", STATE)).isNotNull();
    }

    /** Attack: have a code redeemed and the grant revoked, in a loop. */
    @Test
    void nothingOfAGrantIsLeftOnceItEnds() {
        authorizations.save(withCode("the-code"));
        OAuth2Authorization found = Objects.requireNonNull(authorizations.findByToken("the-code", CODE));
        authorizations.save(withTokens(redeemed(found), "access", "family.refresh"));

        authorizations.end(
                Objects.requireNonNull(authorizations.findByToken("family.refresh", OAuth2TokenType.REFRESH_TOKEN)));

        assertThat(redis.keys("*")).isEmpty();
    }

    /**
     * Attack: refresh in a loop, so that spent tokens fill the store, or that those which would give a theft away are forgotten.
     */
    @Test
    void refreshingInALoopLeavesNothingBehindAndForgetsNoSpentToken() {
        SecureRandom random = new SecureRandom();
        List<String> tokens = new ArrayList<>(List.of(RefreshTokenFamily.next(null, random)));
        authorizations.save(withTokens("the-code", "access-0", tokens.get(0)));
        int keys = Objects.requireNonNull(redis.keys("*")).size();
        for (int i = 0; i < 100; i++) {
            OAuth2Authorization found =
                    Objects.requireNonNull(authorizations.findByToken(tokens.get(i), OAuth2TokenType.REFRESH_TOKEN));
            tokens.add(RefreshTokenFamily.next(tokens.get(i), random));
            authorizations.save(withTokens(found, "access-" + (i + 1), tokens.get(i + 1)));
        }

        assertThat(redis.keys("*")).hasSize(keys);
        assertThat(everything()).doesNotContain(tokens.get(0).split("\\."));
        assertThat(onOtherNode.findByToken(tokens.get(0), OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(onOtherNode.findBySpentRefreshToken(tokens.get(0))).isPresent();
        assertThat(onOtherNode.findBySpentRefreshToken(tokens.get(0) + "\n")).isEmpty();
        assertThat(onOtherNode.findBySpentRefreshToken(tokens.get(100))).isEmpty();
        assertThat(onOtherNode.findBySpentRefreshToken(RefreshTokenFamily.next(null, random)))
                .isEmpty();
    }

    @Test
    void tellsWhichApplicationsHaveSomethingOfAPerson() {
        authorizations.save(withTokens(withCode("the-code"), "access-1", "refresh-1"));

        assertThat(applications().of("user_2abc")).singleElement().satisfies(application -> {
            assertThat(application.clientId()).isEqualTo(client.getId());
            assertThat(application.scopes()).containsExactlyInAnyOrder("openid", "labs:read");
            assertThat(application.lastUsed()).isEqualTo(NOW);
        });
        assertThat(applications().of("user_2xyz")).isEmpty();
    }

    @Test
    void disconnectedApplicationLosesItsGrantsItsCodesAndItsPlaceInTheList() {
        authorizations.save(withTokens(withCode("the-code"), "access-1", "refresh-1"));
        authorizations.save(withCode(grant("another"), "another-code"));
        authorizations.save(withTokens(withCode(grant("of-the-other", other), "other-code"), "access-2", "refresh-2"));

        applications().disconnect("user_2abc", client.getId());

        assertThat(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("another-code", CODE)).isNull();
        assertThat(authorizations.findById("the-grant")).isNull();
        assertThat(authorizations.findByToken("refresh-2", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
        assertThat(applications().of("user_2abc"))
                .extracting(ConnectedApplication::clientId)
                .containsExactly("other");
        assertThat(applications().wasDisconnected("user_2abc", client.getId())).isTrue();
        assertThat(applications().wasDisconnected("user_2abc", "other")).isFalse();
    }

    /** Attack: an application that exchanges keys goes on with the tokens it got for them. */
    @Test
    void disconnectedApplicationLosesTheTokensItExchangedKeysFor() {
        applications().disconnect("user_2abc", client.getId());

        assertThat(revocations.isRevoked(exchanged("user_2abc", client.getId())))
                .isTrue();
        assertThat(revocations.isRevoked(exchanged("user_2abc", "other"))).isFalse();
        assertThat(revocations.isRevoked(exchanged("user_2xyz", client.getId())))
                .isFalse();
    }

    private static Lineage exchanged(String account, String clientId) {
        return Lineage.ofToken(
                NOW,
                Map.of("jti", "t", "client_id", clientId, "sub", account, "key_id", "abcd1234", "key_state", 0),
                "kid");
    }

    /** Attack: a refresh that has read the grant before the person disconnects the application, and stores it after. */
    @Test
    void refreshThatWasReadBeforeTheDisconnectionIsNotStored() {
        authorizations.save(withTokens(withCode("the-code"), "access-1", "refresh-1"));
        OAuth2Authorization read =
                Objects.requireNonNull(onOtherNode.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN));

        applications().disconnect("user_2abc", client.getId());

        assertThatExceptionOfType(AuthorizationChanged.class)
                .isThrownBy(() -> onOtherNode.save(withTokens(read, "access-2", "refresh-2")));
        assertThat(authorizations.findByToken("refresh-2", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    /** The grants with a scope that is taken back end, and no others. */
    @Test
    void scopeThatIsTakenBackEndsTheGrantsThatHaveIt() {
        authorizations.save(withTokens(withCode("the-code"), "access-1", "refresh-1"));
        OAuth2Authorization wide = OAuth2Authorization.from(grant("wide"))
                .authorizedScopes(Set.of("labs:*"))
                .build();
        authorizations.save(withTokens(withCode(wide, "wide-code"), "access-2", "refresh-2"));

        authorizations.on(new ConsentTakenBack("user_2abc", client.getId(), Set.of(new Scope("labs:write"))));

        assertThat(authorizations.findById("wide")).isNull();
        assertThat(authorizations.findById("the-grant")).isNotNull();
    }

    private RedisConnectedApplications applications() {
        return new RedisConnectedApplications(
                otherNode,
                new InMemoryRegisteredClientRepository(client, other),
                properties(),
                new NoConsents(),
                revocations,
                event -> authorizations.on((ApplicationDisconnected) event),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static final class NoConsents implements Consents {

        @Override
        public Map<String, Instant> since(String account) {
            return Map.of();
        }

        @Override
        public Set<String> allowed(String account, String clientId) {
            return Set.of();
        }

        @Override
        public void takeBack(String account, String clientId, Set<String> scopes) {
            throw new UnsupportedOperationException("nothing is remembered");
        }

        @Override
        public void forget(String account, String clientId) {
            // nothing is remembered
        }
    }

    private RedisAuthorizations authorizations(StringRedisTemplate template) {
        return authorizations(template, NOW);
    }

    private RedisAuthorizations authorizations(StringRedisTemplate template, Instant now) {
        return new RedisAuthorizations(
                template,
                new InMemoryRegisteredClientRepository(client, other),
                revocations,
                organizations.choice(),
                organizations.members(),
                properties(),
                event -> {},
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static GrantProperties properties() {
        return new GrantProperties(Duration.ofDays(90), GRANTS_PER_CLIENT, Duration.ofSeconds(60));
    }

    private OAuth2Authorization grant() {
        return grant("the-grant");
    }

    private OAuth2Authorization grant(String id) {
        return grant(id, client);
    }

    private static OAuth2Authorization asked(OAuth2Authorization grant, String state) {
        return OAuth2Authorization.from(grant).attribute("state", state).build();
    }

    private OAuth2Authorization device(String id) {
        Instant end = NOW.plus(Duration.ofMinutes(5));
        return OAuth2Authorization.from(grant(id))
                .token(new OAuth2DeviceCode("device-code-of-" + id, NOW, end))
                .token(new OAuth2UserCode("user-code-of-" + id, NOW, end))
                .build();
    }

    private static OAuth2Authorization grant(String id, RegisteredClient client) {
        return OAuth2Authorization.withRegisteredClient(client)
                .id(id)
                .principalName("user_2abc")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(Set.of("openid", "labs:read"))
                .attribute(
                        Principal.class.getName(),
                        new SignInAuthentication(new AccountId("user_2abc"), "session", NOW, NOW.minusSeconds(60)))
                .attribute(
                        OAuth2AuthorizationRequest.class.getName(),
                        OAuth2AuthorizationRequest.authorizationCode()
                                .authorizationUri("http://localhost:9000/oauth2/authorize")
                                .clientId(client.getClientId())
                                .redirectUri("https://client.example/callback")
                                .scopes(Set.of("openid", "labs:read"))
                                .state("client-state")
                                .additionalParameters(parameters -> parameters.put("code_challenge", "challenge"))
                                .build())
                .build();
    }

    private OAuth2Authorization withCode(String code) {
        return withCode(grant(), code);
    }

    private static OAuth2Authorization withCode(OAuth2Authorization grant, String code) {
        return OAuth2Authorization.from(grant)
                .token(new OAuth2AuthorizationCode(code, NOW, NOW.plusSeconds(300)))
                .build();
    }

    private OAuth2Authorization withTokens(String code, String access, String refresh) {
        return withTokens(withCode(code), access, refresh);
    }

    private static OAuth2Authorization withTokens(OAuth2Authorization grant, String access, String refresh) {
        return withRefreshToken(withAccess(grant, access), refresh);
    }

    private static OAuth2Authorization withAccess(OAuth2Authorization grant, String access) {
        return OAuth2Authorization.from(grant)
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, access, NOW, NOW.plusSeconds(600), Set.of("labs:read")))
                .build();
    }

    private static OAuth2Authorization withRefreshToken(OAuth2Authorization grant, String refresh) {
        return OAuth2Authorization.from(grant)
                .refreshToken(new OAuth2RefreshToken(refresh, NOW, NOW.plus(Duration.ofDays(30))))
                .build();
    }

    private static OAuth2Authorization redeemed(OAuth2Authorization grant) {
        return OAuth2Authorization.from(grant)
                .invalidate(Objects.requireNonNull(grant.getToken(OAuth2AuthorizationCode.class))
                        .getToken())
                .build();
    }
}
