package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Revokes all keys of a person. Attack: somebody at an open browser stops everything, so it wants a sign-in of the last minutes. */
@Controller
class AllKeysRevocationController {

    private static final String REVOKE_ALL = "/account/keys/revoke-all";

    private final OwnKeys own;
    private final ApiKeyRevoker revoker;
    private final RecentSignIn recent;

    AllKeysRevocationController(OwnKeys own, ApiKeyRevoker revoker, RecentSignIn recent) {
        this.own = own;
        this.revoker = revoker;
        this.recent = recent;
    }

    @GetMapping(REVOKE_ALL)
    String ask(@Nullable Principal signedIn, HttpServletRequest request, Model model) {
        int count = own.page(recent.require(signedIn, request), 0, 1).count();
        model.addAttribute("count", count);
        return count == 0 ? "redirect:/account/keys" : "account/keys-revoke-all";
    }

    @PostMapping(REVOKE_ALL)
    String revoke(@Nullable Principal signedIn, HttpServletRequest request) {
        SignInAuthentication signIn = recent.require(signedIn, request);
        revoker.revokeAll(signIn.account(), ApiKeyRevoked.Cause.OWNER);
        return "redirect:/account/keys?revoked=all";
    }
}
