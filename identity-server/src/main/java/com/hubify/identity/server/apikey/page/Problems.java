package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.Change;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.Issuance;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InsufficientAuthenticationException;

/** What is wrong with a form, by field, in words. What is wrong with none of its fields stands under {@code form}. */
final class Problems {

    private static final String FORM = "form";

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final MessageSource messages;
    private final Locale locale;
    private HttpStatus status = HttpStatus.BAD_REQUEST;
    private @Nullable Duration wait;

    Problems(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    boolean areNone() {
        return texts.isEmpty();
    }

    Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** Adds one, if the field has none yet. */
    void add(String field, String code, Object... arguments) {
        texts.putIfAbsent(field, messages.getMessage("keys.problem." + code, arguments, locale));
    }

    /** Why no key was made. */
    void add(Issuance issuance, ApiKeys keys) {
        if (issuance instanceof Issuance.Postponed postponed) {
            postpone("too-many-today", keys.perOwnerAndDay(), postponed.left());
        } else if (issuance instanceof Issuance.Refused refused) {
            String scope = String.valueOf(refused.scope());
            switch (refused.reason()) {
                case NO_SCOPES -> add("scopes", "scopes-missing");
                case SCOPE_NOT_FOR_KEYS -> add("scopes", "scope-not-for-keys", scope);
                case SCOPE_NOT_HELD -> add("scopes", "scope-not-held", scope);
                case SCOPE_WIDER -> add("scopes", "scope-wider", scope);
                case BAD_EXPIRY -> add("expires_in", "expires-range", ApiKeyIssuer.MAX_YEARS);
                case REPLACED_ALREADY -> conflict("rotated-already");
                case CHANGED_MEANWHILE -> conflict("changed-meanwhile");
                case TOO_MANY_KEYS -> conflict("too-many", keys.perOwner());
                case OWNER_DEPARTED ->
                    throw new InsufficientAuthenticationException("the person was deleted or banned at Clerk");
            }
        } else if (issuance instanceof Issuance.OtherRequest) {
            conflict("form-used");
        }
    }

    /** Why a key was not changed. */
    void add(Change change, ApiKeys keys) {
        if (change instanceof Change.Postponed postponed) {
            postpone("changed-too-often", keys.changesPerOwnerAndDay(), postponed.left());
        } else if (change instanceof Change.Refused refused) {
            switch (refused.reason()) {
                case NO_SCOPES -> add("scopes", "scopes-missing");
                case WIDER -> add("scopes", "scope-wider", String.valueOf(refused.scope()));
                case OTHER_NETWORKS -> add("allowed_ips", "networks-wider");
                case LATER, GONE -> conflict("changed-meanwhile");
            }
        }
    }

    /** Sets the status of the answer that shows them. */
    void applyTo(HttpServletResponse response) {
        response.setStatus(status.value());
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
    }

    private void postpone(String code, int most, Duration left) {
        status = HttpStatus.TOO_MANY_REQUESTS;
        wait = left;
        add(FORM, code, most, left.plusHours(1).minusSeconds(1).toHours());
    }

    private void conflict(String code, Object... arguments) {
        status = HttpStatus.CONFLICT;
        add(FORM, code, arguments);
    }
}
