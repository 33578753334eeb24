package com.hubify.identity.server.audit;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.expiry.ApiKeyExpiring;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import com.hubify.identity.server.apikey.leak.ApiKeyLeaked;
import com.hubify.identity.server.apikey.member.ManagedKey;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.client.registry.ClientChanged;
import com.hubify.identity.server.consent.ConsentGiven;
import com.hubify.identity.server.consent.ConsentTakenBack;
import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.exchange.Impersonated;
import com.hubify.identity.server.exchange.SessionTokenRefused;
import com.hubify.identity.server.grant.ApplicationDisconnected;
import com.hubify.identity.server.grant.AuthorizationCodeReplayed;
import com.hubify.identity.server.login.SignInRefused;
import com.hubify.identity.server.login.SignedIn;
import com.hubify.identity.server.logout.SignedOut;
import com.hubify.identity.server.operator.OperatorActed;
import com.hubify.identity.server.organization.MembershipChanged;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.OrganizationEnded;
import com.hubify.identity.server.organization.acting.OrganizationChosen;
import com.hubify.identity.server.page.RequestFailed;
import com.hubify.identity.server.reconciliation.ReconciliationEnded;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.token.RefreshTokenReused;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Turns events into audit entries, synchronously: if an entry can't be written, the operation fails. */
@Component
class AuditListener {

    /** Entries of one sort a minute, of all senders together. */
    private static final int MOST = 100;

    /** One client's flood never hides all of another's. */
    private static final int MOST_OF_A_CLIENT_BESIDES = 1;

    private final AuditTrail trail;
    private final Clock clock;
    private final Map<Counted, RefusalsPerMinute> perMinute = new ConcurrentHashMap<>();

    /** @param client id of a registered client; empty for the count that all senders share */
    private record Counted(RefusalSort sort, String client) {}

    AuditListener(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @EventListener
    void on(SignedIn event) {
        note("person.signed_in", Map.of("account", event.account(), "session", event.sessionId()));
    }

    @EventListener
    void on(SignInRefused event) {
        refused("sign_in.refused", Map.of("reason", event.reason(), AuditPlaces.REFERENCE, event.reference()));
    }

    @EventListener
    void on(SignedOut event) {
        note("person.signed_out", Map.of("account", event.account(), "session", event.sessionId()));
    }

    @EventListener
    void on(ClientRefused event) {
        refused(
                "client.refused",
                new Counted(RefusalSort.of(event), event.client()),
                Map.of("error", event.error(), "reason", event.reason(), "client", event.client()));
    }

    @EventListener
    void on(Refusal event) {
        refused(
                "request.refused",
                new Counted(RefusalSort.of(event), event.client()),
                Map.of("error", event.error(), "reason", event.reason(), "caller", event.caller()));
    }

    @EventListener
    void on(ConsentGiven event) {
        note(
                "consent.given",
                Map.of(
                        "account", event.account(),
                        "client", event.clientId(),
                        "scopes", String.join(" ", event.scopes())));
    }

    @EventListener
    void on(ConsentTakenBack event) {
        note(
                "consent.taken_back",
                Map.of(
                        "account", event.account(),
                        "client", event.clientId(),
                        "scopes", event.scopes().toString()));
    }

    @EventListener
    void on(ApplicationDisconnected event) {
        note("application.disconnected", Map.of("account", event.account(), "client", event.clientId()));
    }

    @EventListener
    void on(OrganizationChosen event) {
        note(
                "organization.chosen",
                Map.of(
                        "account", event.account(),
                        "organization", Objects.requireNonNullElse(event.organization(), ""),
                        "client", Objects.requireNonNullElse(event.clientId(), "")));
    }

    @EventListener
    void on(MembershipChanged event) {
        note(
                "membership.changed",
                Map.of(
                        "account", event.account(),
                        "organization", event.organization(),
                        "role", event.role()));
    }

    @EventListener
    void on(MembershipEnded event) {
        note("membership.ended", Map.of("account", event.account(), "organization", event.organization()));
    }

    @EventListener
    void on(OrganizationEnded event) {
        note("organization.ended", Map.of("organization", event.organization()));
    }

    @EventListener
    void on(AuthorizationCodeReplayed event) {
        note(
                "authorization_code.replayed",
                Map.of("grant", event.grantId(), "client", event.clientId(), "account", event.account()));
    }

    @EventListener
    void on(RefreshTokenReused event) {
        note(
                "refresh_token.reused",
                Map.of("grant", event.grantId(), "client", event.clientId(), "account", event.account()));
    }

    @EventListener
    void on(ApiKeyCreated event) {
        note(
                "api_key.created",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "scopes", event.scopes().toString()));
    }

    @EventListener
    void on(ManagedKey event) {
        note(
                "api_key.managed",
                Map.of(
                        "key", event.id().value(),
                        "organization", event.organization(),
                        "account", event.by().value(),
                        "act", event.act().toString()));
    }

    @EventListener
    void on(ApiKeyChanged event) {
        note(
                "api_key.changed",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "scopes", event.scopes().toString(),
                        "expires_at",
                                event.expiresAt() == null
                                        ? ""
                                        : event.expiresAt().toString(),
                        "allowed_ips", event.allowedIps().toString()));
    }

    @EventListener
    void on(ApiKeyRotated event) {
        note(
                "api_key.rotated",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "successor", event.successor().value(),
                        "good_until", event.end().toString()));
    }

    @EventListener
    void on(ApiKeyRevoked event) {
        note(
                "api_key.revoked",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "cause", event.cause().name()));
    }

    @EventListener
    void on(ApiKeyExpiring event) {
        note(
                "api_key.expiring",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "days", Integer.toString(event.days()),
                        "expires_at", event.expiresAt().toString()));
    }

    @EventListener
    void on(ApiKeyLeaked event) {
        note(
                "api_key.leaked",
                Map.of(
                        "key", event.id().value(),
                        "account", event.owner().value(),
                        "response", event.response().name(),
                        "source", event.source(),
                        "url", Objects.requireNonNullElse(event.url(), "")));
    }

    @EventListener
    void on(ApiKeyRefused event) {
        String key = event.id() == null ? "" : event.id().value();
        refused(
                "api_key.refused",
                new Counted(RefusalSort.of(event), ""),
                Map.of("key", key, "reason", event.reason().toString()));
    }

    @EventListener
    void on(Impersonated event) {
        note(
                "person.impersonated",
                Map.of("account", event.account(), "actor", event.actor(), "session", event.session()));
    }

    @EventListener
    void on(SessionTokenRefused event) {
        refused(
                "session_token.refused",
                new Counted(RefusalSort.of(event), ""),
                Map.of("account", event.subject(), "reason", event.reason()));
    }

    @EventListener
    void on(RequestFailed event) {
        refused(
                "request.refused",
                Map.of(
                        AuditPlaces.REFERENCE,
                        event.reference(),
                        "status",
                        Integer.toString(event.status()),
                        "reason",
                        event.why()));
    }

    /** Before the listeners that revoke: if one of those fails, the order is still in the audit trail. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(RevokedByOperator event) {
        Revocation revocation = event.revocation();
        note(
                "operator.revoked",
                Map.of(
                        "operator", event.operator(),
                        "kind", revocation.ancestor().kind().word(),
                        "id", revocation.ancestor().id(),
                        "issued_by",
                                revocation
                                        .issuedBy()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }

    @EventListener
    void on(ClientChanged event) {
        note(
                "operator.client_" + event.act().name().toLowerCase(Locale.ROOT),
                Map.of("operator", event.operator(), "client", event.client()));
    }

    @EventListener
    void on(OperatorActed event) {
        Map<String, String> details = new LinkedHashMap<>(event.details());
        details.put("operator", event.operator());
        note("operator." + event.act(), details);
    }

    @EventListener
    void on(ReconciliationEnded event) {
        note(
                event.wasStopped() ? "reconciliation.stopped" : "reconciliation.finished",
                Map.of(
                        "begun", event.begun().toString(),
                        "people", Long.toString(event.people()),
                        "departed", Long.toString(event.departed()),
                        "skipped", Long.toString(event.skipped())));
    }

    @EventListener
    void on(SigningKeyEvent.Announced event) {
        note(
                "signing_key.announced",
                Map.of("kid", event.kid(), "active_from", event.activeFrom().toString()));
    }

    @EventListener
    void on(SigningKeyEvent.Compromised event) {
        note("signing_key.compromised", Map.of("kid", event.kid()));
    }

    @EventListener
    void on(SigningKeyEvent.Destroyed event) {
        note("signing_key.destroyed", Map.of("before", event.before()));
    }

    @EventListener
    void on(SigningKeyEvent.Ordered event) {
        note(
                "operator.signing_key",
                Map.of("operator", event.operator(), "order", event.order().name(), "kid", event.kid()));
    }

    /** No page shows a reference to these, so one entry can count those that were left out before it. */
    private void refused(String kind, Counted counted, Map<String, String> details) {
        Instant now = clock.instant();
        RefusalsPerMinute shared = count(new Counted(counted.sort(), ""), MOST);
        OptionalLong leftOut = counted.client().isEmpty()
                ? shared.admit(now)
                : count(counted, MOST_OF_A_CLIENT_BESIDES).admit(now, () -> shared.take(now));
        if (leftOut.isPresent()) {
            Map<String, String> all = new LinkedHashMap<>(details);
            all.put(AuditPlaces.SORT, counted.sort().name());
            if (leftOut.getAsLong() > 0) {
                all.put("left_out_before", Long.toString(leftOut.getAsLong()));
            }
            refused(kind, all);
        }
    }

    private RefusalsPerMinute count(Counted counted, int most) {
        return perMinute.computeIfAbsent(counted, first -> new RefusalsPerMinute(most));
    }

    private void refused(String kind, Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(details);
        RefusedRequest.details().forEach(all::putIfAbsent);
        note(kind, all);
    }

    private void note(String kind, Map<String, String> details) {
        trail.append(new AuditEntry(clock.instant(), kind, details));
    }
}
