package com.hubify.identity.server.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyVerification.Reason;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.expiry.ApiKeyExpiring;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import com.hubify.identity.server.apikey.leak.ApiKeyLeaked;
import com.hubify.identity.server.apikey.member.ManagedKey;
import com.hubify.identity.server.consent.ConsentGiven;
import com.hubify.identity.server.consent.ConsentTakenBack;
import com.hubify.identity.server.grant.ApplicationDisconnected;
import com.hubify.identity.server.grant.AuthorizationCodeReplayed;
import com.hubify.identity.server.login.SignedIn;
import com.hubify.identity.server.logout.SignedOut;
import com.hubify.identity.server.organization.MembershipChanged;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.organization.acting.OrganizationChosen;
import com.hubify.identity.server.page.RequestFailed;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import com.hubify.identity.server.token.RefreshTokenReused;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Turns the events that the audit trail records into the activity of the person they are about. Unlike the trail it is no
 * evidence: where it can't be written, the operation goes on.
 */
@Component
class ActivityListener {

    private static final Logger log = LoggerFactory.getLogger(ActivityListener.class);

    /** Of these the sender had the whole key. Its id alone, which is public, must not fill another's record. */
    private static final Set<Reason> OF_THE_KEY_ITSELF = Set.of(Reason.REVOKED, Reason.EXPIRED, Reason.NETWORK);

    /** Attack: flood the server with a revoked key, each use of which would cost two commands of Redis. */
    private final Cache<String, Boolean> notedLately = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(10_000)
            .build();

    private final Activities activities;
    private final ApiKeys keys;
    private final Clock clock;

    ActivityListener(Activities activities, ApiKeys keys, Clock clock) {
        this.activities = activities;
        this.keys = keys;
        this.clock = clock;
    }

    @EventListener
    void on(SignedIn event) {
        note(event.account(), ActivitySort.SIGN_INS, "signed-in", Sender.details());
    }

    /** Whether by the browser itself, or by another browser or an application. */
    @EventListener
    void on(SignedOut event) {
        boolean here = SecurityContextHolder.getContext().getAuthentication() instanceof SignInAuthentication signIn
                && signIn.sessionId().equals(event.sessionId());
        note(event.account(), ActivitySort.SIGN_INS, here ? "signed-out" : "sign-in-ended", Sender.details());
    }

    @EventListener
    void on(ConsentGiven event) {
        note(event.account(), ActivitySort.APPLICATIONS, "consent-given", Map.of("application", event.clientId()));
    }

    @EventListener
    void on(ConsentTakenBack event) {
        note(event.account(), ActivitySort.APPLICATIONS, "consent-taken-back", Map.of("application", event.clientId()));
    }

    @EventListener
    void on(ApplicationDisconnected event) {
        note(
                event.account(),
                ActivitySort.APPLICATIONS,
                "application-disconnected",
                Map.of("application", event.clientId()));
    }

    /** A choice for one application is part of what it was allowed. */
    @EventListener
    void on(OrganizationChosen event) {
        if (event.clientId() == null) {
            note(
                    event.account(),
                    ActivitySort.APPLICATIONS,
                    "organization-activated",
                    organization(event.organization()));
        }
    }

    @EventListener
    void on(MembershipChanged event) {
        note(
                event.account(),
                ActivitySort.APPLICATIONS,
                "organization-role-changed",
                Map.of("organization", event.organization(), "role", event.role()));
    }

    @EventListener
    void on(MembershipEnded event) {
        note(event.account(), ActivitySort.APPLICATIONS, "organization-left", organization(event.organization()));
    }

    @EventListener
    void on(AuthorizationCodeReplayed event) {
        note(event.account(), ActivitySort.ALARMS, "code-replayed", Map.of("application", event.clientId()));
    }

    @EventListener
    void on(RefreshTokenReused event) {
        note(event.account(), ActivitySort.ALARMS, "refresh-token-reused", Map.of("application", event.clientId()));
    }

    @EventListener
    void on(ApiKeyCreated event) {
        ofKey(event.owner().value(), ActivitySort.KEYS, "key-created", event.id());
    }

    /** Of an organization's key, which has no activities of its own: those of the person who did it. */
    @EventListener
    void on(ManagedKey event) {
        String by = event.by().value();
        switch (event.act()) {
            case CREATED -> ofKey(by, ActivitySort.KEYS, "key-created", event.id());
            case CHANGED -> ofKey(by, ActivitySort.KEY_CHANGES, "key-changed", event.id());
            case ROTATED -> ofKey(by, ActivitySort.KEYS, "key-rotated", event.id());
            case REVOKED -> ofKey(by, ActivitySort.KEY_ENDS, "key-revoked-owner", event.id());
        }
    }

    @EventListener
    void on(ApiKeyChanged event) {
        ofKey(event.owner().value(), ActivitySort.KEY_CHANGES, "key-changed", event.id());
    }

    @EventListener
    void on(ApiKeyRotated event) {
        ofKey(event.owner().value(), ActivitySort.KEYS, "key-rotated", event.id());
    }

    @EventListener
    void on(ApiKeyRevoked event) {
        String cause = event.cause().name().toLowerCase(Locale.ROOT);
        ofKey(event.owner().value(), ActivitySort.KEY_ENDS, "key-revoked-" + cause, event.id());
    }

    /** Last: what ends with the person is noted before. */
    @EventListener
    @Order
    void on(StandingChanged event) {
        if (event.standing() == Standing.DELETED) {
            activities.erase(event.person().value());
        }
    }

    @EventListener
    void on(ApiKeyExpiring event) {
        note(
                event.owner().value(),
                ActivitySort.KEY_ENDS,
                "key-expiring-" + event.days(),
                Map.of("key", prefix(event.id())));
    }

    @EventListener
    void on(ApiKeyLeaked event) {
        note(
                event.owner().value(),
                ActivitySort.ALARMS,
                "key-leaked",
                Map.of("key", prefix(event.id()), "place", Objects.requireNonNullElse(event.url(), event.source())));
    }

    @EventListener
    void on(ApiKeyRefused event) {
        ApiKeyId id = event.id();
        if (id != null && OF_THE_KEY_ITSELF.contains(event.reason()) && isNew(id + " " + event.reason())) {
            String kind = "key-refused-" + event.reason().name().toLowerCase(Locale.ROOT);
            attempt(() -> {
                Optional<ApiKey> key = keys.find(id);
                key.filter(own -> !own.isOrganizations())
                        .ifPresent(own -> activities.note(
                                own.owner().value(),
                                ActivitySort.REFUSALS,
                                Activity.of(kind, event.at(), Map.of("key", prefix(id))),
                                id + " " + event.reason()));
            });
        }
    }

    @EventListener
    void on(RequestFailed event) {
        if (event.account() != null) {
            note(event.account(), ActivitySort.ERRORS, "error-page", Map.of("reference", event.reference()));
        }
    }

    /** Its id: what it is called is read when it is shown, while the person is a member. */
    private static Map<String, String> organization(@Nullable String id) {
        return Map.of("organization", Objects.requireNonNullElse(id, OrganizationChoice.THEMSELVES));
    }

    private boolean isNew(String refusal) {
        return notedLately.asMap().putIfAbsent(refusal, true) == null;
    }

    private void ofKey(String account, ActivitySort sort, String kind, ApiKeyId id) {
        if (Organization.isId(account)) {
            return;
        }
        Map<String, String> about = new LinkedHashMap<>(Sender.details());
        about.put("key", prefix(id));
        String same = sort == ActivitySort.KEY_CHANGES ? id.value() : "";
        attempt(() -> activities.note(account, sort, Activity.of(kind, clock.instant(), about), same));
    }

    private static String prefix(ApiKeyId id) {
        return ApiKeyToken.PREFIX + id.value() + "…";
    }

    private void note(String account, ActivitySort sort, String kind, Map<String, String> about) {
        if (Organization.isId(account)) {
            return;
        }
        attempt(() -> activities.note(account, sort, Activity.of(kind, clock.instant(), about), ""));
    }

    private static void attempt(Runnable write) {
        try {
            write.run();
        } catch (DataAccessException e) {
            log.debug("An activity is not recorded", e);
        }
    }
}
