package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.consent.AnsweredQuestions;
import com.hubify.identity.server.consent.ConsentTakenBack;
import com.hubify.identity.server.logout.SignedOut;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.session.SignInAuthentication;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Repository;

/**
 * Grants in Redis: {@link RedisGrants} keeps them, {@link RedisGrantIndex} leads from a token to its grant, and
 * {@link RedisHeldGrants} bounds how many there are of a person.
 *
 * <p>{@link #save} replaces only the version that was read. Spring's providers read, decide and save; of two concurrent
 * requests with the same code, refresh token, device code or consent, on any nodes, one wins and the other is refused.
 */
@Repository
class RedisAuthorizations implements Grants, AnsweredQuestions {

    private final RedisGrants grants;
    private final RedisGrantIndex index;
    private final RedisHeldGrants held;
    private final Revocations revocations;
    private final OrganizationChoice organizations;
    private final ActingMembers members;
    private final GrantProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RedisAuthorizations(
            StringRedisTemplate redis,
            RegisteredClientRepository clients,
            Revocations revocations,
            OrganizationChoice organizations,
            ActingMembers members,
            GrantProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.grants = new RedisGrants(redis, clients, properties, clock);
        this.index = new RedisGrantIndex(redis, clock);
        this.held = new RedisHeldGrants(redis, properties, grants::endOf);
        this.revocations = revocations;
        this.organizations = organizations;
        this.members = members;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a grant if it is new or still the version that was read. An invalidated access or refresh token means that the
     * grant was revoked, whatever the cause (RFC 7009, a replayed code, a reused refresh token): the revocation is
     * published, and the grant deleted.
     *
     * @throws AuthorizationChanged if another request has changed it since, or it was revoked
     */
    @Override
    public void save(OAuth2Authorization asked) {
        OAuth2Authorization authorization = isAllowedJustNow(asked) ? actingAsChosen(asked) : asked;
        if (authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return; // nothing ever refers to such a grant
        }
        if (RedisGrants.isDead(authorization)) {
            publishEnd(authorization);
            if (RedisGrantIndex.presentedSpentCode(authorization).isPresent()) {
                tellOfReplay(authorization);
            }
            remove(authorization);
            return;
        }
        index.enter(authorization, longestLife(authorization));
        if (!grants.replace(authorization, index::removeState)) {
            endIfCodeIsReplayed(authorization);
            throw new AuthorizationChanged();
        }
        index.enterStored(authorization);
        // It may have been revoked since it was read, and tokens dated a second later would escape the revocation.
        if (authorization.getAccessToken() != null && isRevoked(authorization)) {
            end(authorization);
            throw new AuthorizationChanged();
        }
        endOldestIfTooMany(authorization);
    }

    /** Whether the person has allowed it, and its code or device code is not redeemed yet. */
    private static boolean isAllowedJustNow(OAuth2Authorization grant) {
        return grant.getAttribute(Principal.class.getName()) instanceof SignInAuthentication
                && grant.getAttribute(OAuth2ParameterNames.STATE) == null
                && grant.getAccessToken() == null
                && GrantMember.organization(grant) == null
                && !grant.getAuthorizedScopes().isEmpty()
                && Stream.of(grant.getToken(OAuth2AuthorizationCode.class), grant.getToken(OAuth2DeviceCode.class))
                        .anyMatch(code -> code != null && !code.isInvalidated());
    }

    private OAuth2Authorization actingAsChosen(OAuth2Authorization grant) {
        return organizations
                .at(new AccountId(grant.getPrincipalName()), grant.getRegisteredClientId())
                .map(membership ->
                        GrantMember.in(grant, membership.organization().id()))
                .orElse(grant);
    }

    /** Only new grants count; a refresh adds none. */
    private void endOldestIfTooMany(OAuth2Authorization saved) {
        if (!(saved.getAttribute(Principal.class.getName()) instanceof SignInAuthentication)
                || RedisGrants.isRefreshed(saved)) {
            return;
        }
        String account = saved.getPrincipalName();
        String client = saved.getRegisteredClientId();
        Instant now = clock.instant();
        List<String> tooMany =
                saved.getAccessToken() == null ? held.opened(saved, now) : held.granted(saved, now, longestLife(saved));
        for (String oldest : tooMany) {
            Optional<OAuth2Authorization> grant = grants.load(oldest, null);
            if (grant.isEmpty()) {
                grants.delete(oldest);
            }
            // A device authorization may have been taken over by another person. Attack: the previous person pushes
            // it out.
            grant.filter(it -> it.getPrincipalName().equals(account))
                    .ifPresentOrElse(this::remove, () -> held.removed(account, client, Optional.empty(), oldest));
        }
    }

    /**
     * If two requests redeem one code at once, one may have stolen it (RFC 6749, section 4.1.2): neither keeps its tokens.
     */
    private void endIfCodeIsReplayed(OAuth2Authorization lost) {
        if (RedisGrantIndex.presentedSpentCode(lost).isPresent()) {
            grants.load(lost.getId(), null)
                    .filter(RedisAuthorizations::isCodeSpent)
                    .ifPresent(grant -> {
                        end(grant);
                        tellOfReplay(grant);
                    });
        }
    }

    private void tellOfReplay(OAuth2Authorization grant) {
        events.publishEvent(
                new AuthorizationCodeReplayed(grant.getId(), grant.getRegisteredClientId(), grant.getPrincipalName()));
    }

    private static boolean isCodeSpent(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        return code != null && code.isInvalidated();
    }

    /** With all index entries: those left behind by grants created in a loop would fill Redis. */
    @Override
    public void remove(OAuth2Authorization authorization) {
        Map<String, String> others = grants.leading(authorization.getId());
        grants.delete(authorization.getId());
        index.remove(authorization, others);
        held.removed(
                authorization.getPrincipalName(),
                authorization.getRegisteredClientId(),
                GrantLineage.session(authorization),
                authorization.getId());
    }

    /** The sign-out is published already, so grants left after a crash can't be refreshed. */
    @EventListener
    void on(SignedOut event) {
        held.endingWith(event.account(), event.sessionId())
                .forEach(id -> grants.load(id, null).ifPresent(this::remove));
    }

    @EventListener
    void on(RevokedByOperator event) {
        Ancestor ended = event.revocation().ancestor();
        Collection<String> ids = switch (ended.kind()) {
            case GRANT -> List.of(ended.id());
            case CLIENT_GRANTS -> held.grantedTo(ended);
            default -> List.of(); // the set is damaged; its grants can't be refreshed, and expire
        };
        removeRevoked(ids);
    }

    /** The disconnection is published already, so grants left after a crash can't be refreshed. */
    @EventListener
    void on(ApplicationDisconnected event) {
        removeRevoked(held.grantedOrAllowedTo(Ancestor.clientGrants(event.account(), event.clientId())));
    }

    private void removeRevoked(Collection<String> ids) {
        ids.forEach(id -> grants.load(id, null).filter(this::isRevoked).ifPresent(this::remove));
    }

    /** Attack: an application goes on with a grant of before, from which the person believes to have taken a scope. */
    @EventListener
    void on(ConsentTakenBack event) {
        held.grantedOrAllowedTo(Ancestor.clientGrants(event.account(), event.clientId())).stream()
                .flatMap(id -> grants.load(id, null).stream())
                .filter(grant -> grant.getPrincipalName().equals(event.account()))
                .filter(grant -> event.touches(grant.getAuthorizedScopes()))
                .forEach(this::end);
    }

    /**
     * The revocation, which services have been told of, ends tokens only: grants of members with another role go on. Those left
     * after a crash end at their next refresh.
     */
    @EventListener
    void on(MembershipEnded event) {
        if (!members.endGrants()) {
            return;
        }
        held.clients(event.account()).keySet().stream()
                .flatMap(client -> held.grantedOrAllowedTo(Ancestor.clientGrants(event.account(), client)).stream())
                .flatMap(id -> grants.load(id, null).stream())
                .filter(grant -> event.organization().equals(GrantMember.organization(grant)))
                .forEach(this::end);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return grants.load(id, null).orElse(null);
    }

    /**
     * Finds a grant by a token, unless anything it descends from was revoked. Access and ID tokens are verified, not looked
     * up.
     */
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return RedisGrantIndex.kinds(type)
                .flatMap(kind -> find(kind, token).stream())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<OAuth2Authorization> answered(String state) {
        return index.find(OAuth2ParameterNames.STATE, state)
                .flatMap(id -> grants.load(id, state))
                .filter(authorization -> authorization.getAttribute(OAuth2ParameterNames.STATE) == null)
                .filter(authorization -> !isRevoked(authorization));
    }

    @Override
    public Optional<OAuth2Authorization> findBySpentRefreshToken(String token) {
        return Optional.of(token)
                .filter(RefreshTokenFamily::isOne)
                .flatMap(spent -> index.find(OAuth2ParameterNames.REFRESH_TOKEN, spent))
                .flatMap(id -> grants.load(id, token))
                .filter(authorization -> !index.holds(authorization, OAuth2ParameterNames.REFRESH_TOKEN, token))
                .filter(authorization -> !isRevoked(authorization));
    }

    @Override
    public Optional<Answer> answerTo(String spent, OAuth2Authorization authorization) {
        return grants.answerTo(spent, authorization);
    }

    @Override
    public void end(OAuth2Authorization authorization) {
        publishEnd(authorization);
        remove(authorization);
    }

    // First of all: after a crash nothing can be refreshed; in the other order, access tokens would stay valid.
    private void publishEnd(OAuth2Authorization authorization) {
        Ancestor grant = new Ancestor(Ancestor.Kind.GRANT, authorization.getId());
        // Beyond the bound, one entry replaces it, which must not be earlier than its latest token.
        Instant by = GrantLineage.issuedLast(authorization, clock.instant());
        revocations.publishEnd(new Revocation(grant, by), GrantLineage.ofClient(authorization));
    }

    private boolean isRevoked(OAuth2Authorization authorization) {
        return revocations.isRevoked(GrantLineage.of(authorization, clock.instant()));
    }

    private Optional<OAuth2Authorization> find(String kind, String token) {
        return index.find(kind, token)
                .flatMap(id -> grants.load(id, token))
                .filter(authorization -> index.holds(authorization, kind, token))
                .filter(authorization -> !kind.equals(OAuth2ParameterNames.REFRESH_TOKEN) || isInTime(authorization))
                .filter(authorization -> !isRevoked(authorization))
                .map(authorization -> kind.equals(OAuth2ParameterNames.REFRESH_TOKEN)
                        ? RedisGrants.presenting(authorization, token)
                        : authorization);
    }

    /** Grants of releases without an absolute lifetime may have refresh tokens that expire later. */
    private boolean isInTime(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        return now.isBefore(GrantLineage.madeAt(authorization, now).plus(properties.grantTimeToLive()));
    }

    /** Including all future refreshes. */
    private Duration longestLife(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        return authorization.getRefreshToken() == null
                ? grants.life(authorization)
                : Duration.between(now, GrantLineage.madeAt(authorization, now).plus(properties.grantTimeToLive()));
    }
}
