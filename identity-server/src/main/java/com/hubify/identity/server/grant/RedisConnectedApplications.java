package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.consent.Consents;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Repository;

/** Reads connected applications from the grants and consents of a person. It keeps nothing of its own. */
@Repository
class RedisConnectedApplications implements ConnectedApplications {

    private static final Comparator<ConnectedApplication> LAST_USED_FIRST = Comparator.comparing(
            (ConnectedApplication application) ->
                    Objects.requireNonNullElse(application.lastUsed(), application.since()),
            Comparator.reverseOrder());

    private final RedisGrants grants;
    private final RedisHeldGrants held;
    private final Consents consents;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RedisConnectedApplications(
            StringRedisTemplate redis,
            RegisteredClientRepository clients,
            GrantProperties properties,
            Consents consents,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.grants = new RedisGrants(redis, clients, properties, clock);
        this.held = new RedisHeldGrants(redis, properties, grants::endOf);
        this.consents = consents;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<ConnectedApplication> of(String account) {
        return since(account).entrySet().stream()
                .flatMap(client -> read(account, client.getKey(), client.getValue()).stream())
                .sorted(LAST_USED_FIRST)
                .toList();
    }

    @Override
    public Optional<ConnectedApplication> find(String account, String clientId) {
        return Optional.ofNullable(since(account).get(clientId)).flatMap(since -> read(account, clientId, since));
    }

    @Override
    public boolean wasDisconnected(String account, String clientId) {
        return revocations.isRevoked(new Lineage(Instant.EPOCH, List.of(Ancestor.clientGrants(account, clientId))));
    }

    /**
     * In this order: what is remembered first, so that nothing is granted any more without a question. The revocation then
     * ends what was granted until now, a refresh that is running included: it looks for revocations once it is stored. It
     * comes last: where an earlier step fails, the application is still connected, and can be disconnected again.
     */
    @Override
    public void disconnect(String account, String clientId) {
        consents.forget(account, clientId);
        // Attack: go on with the tokens for which it has exchanged keys of the person.
        Stream.of(Ancestor.clientTokensOfKeys(account, clientId), Ancestor.clientGrants(account, clientId))
                .forEach(all -> revocations.publish(new Revocation(all, clock.instant())));
        events.publishEvent(new ApplicationDisconnected(account, clientId));
    }

    /** The clients to look at, and since when each is known. */
    private Map<String, Instant> since(String account) {
        Map<String, Instant> all = new HashMap<>(consents.since(account));
        held.clients(account)
                .forEach(
                        (client, since) -> all.merge(client, since, (one, other) -> one.isBefore(other) ? one : other));
        return all;
    }

    private Optional<ConnectedApplication> read(String account, String clientId, Instant since) {
        Set<String> scopes = new HashSet<>(consents.allowed(account, clientId));
        Set<String> organizations = new HashSet<>();
        @Nullable Instant lastUsed = null;
        for (String id : held.grantedTo(Ancestor.clientGrants(account, clientId))) {
            Optional<OAuth2Authorization> grant =
                    grants.load(id, null).filter(it -> !revocations.isRevoked(GrantLineage.of(it, clock.instant())));
            grant.ifPresent(it -> scopes.addAll(it.getAuthorizedScopes()));
            grant.ifPresent(it -> organizations.add(
                    Objects.requireNonNullElse(GrantMember.organization(it), OrganizationChoice.THEMSELVES)));
            lastUsed = Stream.concat(Stream.ofNullable(lastUsed), grant.stream().flatMap(GrantLineage::issueTimes))
                    .max(Instant::compareTo)
                    .orElse(null);
        }
        return scopes.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConnectedApplication(clientId, scopes, organizations, since, lastUsed));
    }
}
