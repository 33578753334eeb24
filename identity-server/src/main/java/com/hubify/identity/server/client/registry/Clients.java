package com.hubify.identity.server.client.registry;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.registry.ClientChanged.Act;
import com.hubify.identity.server.client.registry.ClientRefused.Reason;
import com.hubify.identity.server.client.registry.RedisRegisteredClients.Read;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Service;

/**
 * Clients as operators see and change them. Those of the configuration are shown, and changed there alone. A change counts at
 * the next request on every node.
 */
@Service
public class Clients {

    /**
     * A request that read the client just before it was disabled may be minting still: what it mints within this time ends,
     * too.
     */
    private static final Duration STILL_MINTING = Duration.ofSeconds(5);

    /** Each time another operator came first. */
    private static final int MOST_ATTEMPTS = 10;

    private final ClientCatalog configured;
    private final RedisRegisteredClients stored;
    private final ClientViews views;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ClientDrafts drafts;

    Clients(
            ClientCatalog configured,
            RedisRegisteredClients stored,
            ClientViews views,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock,
            ClientDrafts drafts) {
        this.configured = configured;
        this.stored = stored;
        this.views = views;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
        this.drafts = drafts;
    }

    /** A client, disabled or not. */
    public Optional<KnownClient> find(String id) {
        return configured
                .find(id)
                .map(client -> views.of(List.of(client), List.of()).get(0))
                .or(() -> stored.read(id).map(Read::client).flatMap(views::ofStored));
    }

    /**
     * Clients in the order of their ids.
     *
     * @param after id of the last one of the page before; empty for the first page
     * @param most how many at most
     */
    public List<KnownClient> list(String after, int most) {
        List<StoredClient> others = stored.after(after, most);
        Set<String> ids = Stream.concat(
                        configured.all().stream().map(RegisteredClient::getClientId),
                        others.stream().map(StoredClient::clientId))
                .filter(id -> id.compareTo(after) > 0)
                .sorted()
                .limit(most)
                .collect(Collectors.toSet());
        return views.of(
                configured.all().stream()
                        .filter(client -> ids.contains(client.getClientId()))
                        .toList(),
                others.stream()
                        .filter(client -> ids.contains(client.clientId()))
                        .toList());
    }

    /**
     * Registers a client, with a secret of 256 bits unless it is public.
     *
     * @param id null for a random one
     * @param metadata without a secret
     * @param authenticationMethod {@code client_secret_basic}, {@code client_secret_post} or {@code none}
     * @throws ClientRefused if it is invalid or exists
     */
    public NewSecret create(
            @Nullable String id, ClientMetadata metadata, String authenticationMethod, String operator) {
        ClientDrafts.Draft draft = drafts.create(id, metadata, authenticationMethod);
        String name = draft.client().clientId();
        if (configured.find(name).isPresent() || !stored.add(draft.client())) {
            throw new ClientRefused(Reason.EXISTS);
        }
        events.publishEvent(new ClientChanged(name, operator, Act.CREATED));
        return new NewSecret(shown(draft.client()), draft.secret());
    }

    /**
     * Whether {@link #create} would take it at this moment; stores nothing.
     *
     * @throws ClientRefused as that would
     */
    public void rehearseCreation(@Nullable String id, ClientMetadata metadata, String authenticationMethod) {
        if (id != null && (configured.find(id).isPresent() || stored.read(id).isPresent())) {
            throw new ClientRefused(Reason.EXISTS);
        }
        drafts.create(id, metadata, authenticationMethod);
    }

    /**
     * The client as {@link #update} would leave it at this moment; stores nothing.
     *
     * @throws ClientRefused as that would
     */
    public KnownClient rehearseUpdate(String id, UnaryOperator<KnownClient> change, @Nullable Long version) {
        StoredClient before = changeable(id).client();
        if (version != null && version != before.changes()) {
            throw new ClientRefused(Reason.CHANGED);
        }
        return shown(drafts.change(before, change));
    }

    /**
     * Registers a client anew, with the secrets that it has.
     *
     * @param change makes the new registration from the present one
     * @param version the one that was read; null for whichever it is
     * @throws ClientRefused if it is invalid, unknown or one of the configuration, or was changed since
     */
    public KnownClient update(String id, UnaryOperator<KnownClient> change, @Nullable Long version, String operator) {
        return shown(change(id, version, operator, Act.UPDATED, before -> drafts.change(before, change))
                .client());
    }

    /**
     * Gives a client a new secret. The newest of those it has that was used stays good for the overlap; another one ends.
     *
     * @param overlap not negative
     * @throws ClientRefused if the client is unknown, public or one of the configuration
     */
    public NewSecret rotateSecret(String id, Duration overlap, String operator) {
        return rotateSecret(id, overlap, null, operator);
    }

    /**
     * The same if the client is as it was read. Of a form that is sent twice the second rotation would end the secret that is
     * still in use.
     *
     * @param version the one that was read; null for whichever it is
     * @throws ClientRefused also if it was changed since
     */
    public NewSecret rotateSecret(String id, Duration overlap, @Nullable Long version, String operator) {
        String secret = drafts.newSecret();
        Read changed = change(id, version, operator, Act.SECRET_ROTATED, before -> {
            Instant now = drafts.now();
            List<StoredSecret> held = before.allSecrets();
            if (held.isEmpty()) {
                throw new ClientRefused(Reason.WITHOUT_SECRET);
            }
            List<StoredSecret> secrets = new ArrayList<>(List.of(ClientDrafts.stored(secret, now)));
            StoredSecret kept = inUse(held, now).endingAt(now.plus(overlap));
            if (kept.isGoodAt(now)) {
                secrets.add(kept);
            }
            return before.as(before.changes(), secrets, before.isDisabled(), now);
        });
        return new NewSecret(shown(changed.client()), secret);
    }

    /**
     * The newest, unless it was never used and there is an older one. Fault: the answer to a rotation is lost, and the operator
     * sends it again: the secret that reached nobody would be kept, and the one in use would end.
     */
    private StoredSecret inUse(List<StoredSecret> held, Instant now) {
        StoredSecret newest = held.get(0);
        return held.stream()
                .skip(1)
                .filter(older -> older.isGoodAt(now) && !views.isUsed(newest))
                .findFirst()
                .orElse(newest);
    }

    /**
     * Ends all that the client got, and lets it get nothing more until it is enabled. May be repeated.
     *
     * @throws ClientRefused if it is unknown or one of the configuration
     */
    public KnownClient disable(String id, String operator) {
        return shown(shut(id, operator).client());
    }

    /**
     * Fault: the server dies, or Redis goes away, between the two changes. A client that looks disabled, or is gone, must have
     * nothing left that is good: so all ends before, too. What was minted in between is younger than {@link #STILL_MINTING}. And
     * until the last step is done, the client is there to be disabled or deleted again.
     */
    private Read shut(String id, String operator) {
        changeable(id);
        end(id);
        Read shut = change(
                id,
                null,
                operator,
                Act.DISABLED,
                before -> before.as(before.changes(), before.allSecrets(), true, drafts.now()));
        end(id);
        return shut;
    }

    /**
     * Lets the client get tokens anew. What has ended doesn't come back.
     *
     * @throws ClientRefused as {@link #disable}
     */
    public KnownClient enable(String id, String operator) {
        return shown(change(
                        id,
                        null,
                        operator,
                        Act.ENABLED,
                        before -> before.as(before.changes(), before.allSecrets(), false, drafts.now()))
                .client());
    }

    /**
     * Forgets a client, and ends all that it got.
     *
     * @throws ClientRefused as {@link #disable}
     */
    public void delete(String id, String operator) {
        if (!stored.remove(shut(id, operator))) {
            throw new ClientRefused(Reason.CHANGED);
        }
        events.publishEvent(new ClientChanged(id, operator, Act.DELETED));
    }

    private void end(String id) {
        revocations.publish(new Revocation(
                new Ancestor(Ancestor.Kind.CLIENT, id), clock.instant().plus(STILL_MINTING)));
    }

    private Read change(
            String id, @Nullable Long version, String operator, Act act, UnaryOperator<StoredClient> change) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Read before = changeable(id);
            if (version != null && version != before.client().changes()) {
                break;
            }
            Optional<Read> after = stored.replace(before, change.apply(before.client()));
            if (after.isPresent()) {
                events.publishEvent(new ClientChanged(id, operator, act));
                return after.get();
            }
        }
        throw new ClientRefused(Reason.CHANGED);
    }

    private Read changeable(String id) {
        if (configured.find(id).isPresent()) {
            throw new ClientRefused(Reason.CONFIGURED);
        }
        return stored.read(id).orElseThrow(() -> new ClientRefused(Reason.UNKNOWN));
    }

    private KnownClient shown(StoredClient client) {
        return views.ofStored(client).orElseThrow(() -> new ClientRefused(Reason.UNKNOWN));
    }
}
