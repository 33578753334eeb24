package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages for signing out: one that asks, and one that says what happened. Signing out is a form with a CSRF token, so
 * that a link on a foreign page can't do it.
 */
@Controller
class SignOutController {

    private final People people;

    SignOutController(People people) {
        this.people = people;
    }

    /** The client's parameters are passed through the form, and validated when it is submitted. */
    @GetMapping("/logout")
    String ask(
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = "post_logout_redirect_uri", required = false) @Nullable String returnTo,
            @RequestParam(required = false) @Nullable String state,
            @Nullable Principal signedIn,
            HttpServletResponse response,
            Model model) {
        if (signedIn == null) {
            return "redirect:/signed-out";
        }
        if (returnTo != null) {
            PagePolicy.protect(response, PagePolicy.FORMS_MAY_LEAD_AWAY);
        }
        model.addAttribute("person", people.behind(signedIn));
        model.addAttribute("clientId", clientId);
        model.addAttribute("returnTo", returnTo);
        model.addAttribute("state", state);
        return "sign-out";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }
}
