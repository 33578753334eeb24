package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.session.RevokedSignIns;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** The page that shows a new key, in the answers to its form and nowhere else. */
@Component
class ShownKey {

    private final OwnKeys own;
    private final KeyViews views;
    private final RevokedSignIns revokedSignIns;
    private final ApiKeyRevoker revoker;
    private final String issuer;

    ShownKey(
            OwnKeys own,
            KeyViews views,
            RevokedSignIns revokedSignIns,
            ApiKeyRevoker revoker,
            AuthorizationServerSettings settings) {
        this.own = own;
        this.views = views;
        this.revokedSignIns = revokedSignIns;
        this.revoker = revoker;
        this.issuer = Objects.requireNonNull(settings.getIssuer());
    }

    /** What a form is answered that has made a key, now or before; empty if it has not. */
    Optional<String> answer(
            Issuance issuance, SignInAuthentication signIn, HttpServletResponse response, Locale locale, Model model) {
        if (issuance instanceof Issuance.Issued issued) {
            return Optional.of(show(issued, signIn, response, locale, model));
        }
        return issuance instanceof Issuance.IssuedBefore before
                ? Optional.of("redirect:/account/keys?made=" + before.id())
                : Optional.empty();
    }

    private String show(
            Issuance.Issued issued,
            SignInAuthentication signIn,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        // If the person is revoked at the same time, the key would be younger than the revocation and stay valid.
        if (revokedSignIns.isRevoked(signIn)) {
            revoker.revoke(issued.key(), ApiKeyRevoked.Cause.ANCESTOR);
            throw new InsufficientAuthenticationException("revoked during the request");
        }
        Act act = issued.key().predecessor() == null ? Act.CREATED : Act.ROTATED;
        if (!own.note(signIn, issued.key(), act)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        PagePolicy.protect(response, PagePolicy.WITH_SCRIPT);
        model.addAttribute("key", views.of(issued.key(), locale));
        model.addAttribute("token", issued.token().value());
        model.addAttribute("issuer", issuer);
        return "account/key-created";
    }
}
