package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import java.security.Principal;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Revokes a key, after a page that says what stops. A sign-in of any age is enough: ending a leaked key must be quick. */
@Controller
class KeyRevocationController {

    private static final String REVOKE = "/account/keys/{id}/revoke";

    private final OwnKeys own;
    private final ApiKeyRevoker revoker;
    private final KeyViews views;

    KeyRevocationController(OwnKeys own, ApiKeyRevoker revoker, KeyViews views) {
        this.own = own;
        this.revoker = revoker;
        this.views = views;
    }

    @GetMapping(REVOKE)
    String ask(@PathVariable String id, Principal signedIn, Locale locale, Model model) {
        model.addAttribute("key", views.of(own.usable(signedIn, id), locale));
        return "account/key-revoke";
    }

    /** The same for a key that is revoked already: a second click. */
    @PostMapping(REVOKE)
    String revoke(@PathVariable String id, Principal signedIn) {
        ApiKey key = own.key(signedIn, id);
        if (key.revokedAt() == null) {
            revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
            own.note(signedIn, key, Act.REVOKED);
        }
        return "redirect:/account/keys?revoked=" + key.id();
    }
}
