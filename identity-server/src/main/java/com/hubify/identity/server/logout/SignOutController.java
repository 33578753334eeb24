package com.hubify.identity.server.logout;

import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.page.People;
import jakarta.servlet.http.HttpServletRequest;
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
    private final ClerkSignOut clerk;
    private final SignedOutReturn returns;

    SignOutController(People people, ClerkSignOut clerk, SignedOutReturn returns) {
        this.people = people;
        this.clerk = clerk;
        this.returns = returns;
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
        if (returnTo != null || clerk.means() == ClerkSignOut.Means.PAGE) {
            PagePolicy.protect(response, PagePolicy.FORMS_MAY_LEAD_AWAY);
        }
        model.addAttribute("person", people.behind(signedIn));
        model.addAttribute("clerk", clerk.means());
        model.addAttribute("clientId", clientId);
        model.addAttribute("returnTo", returnTo);
        model.addAttribute("state", state);
        return "sign-out";
    }

    /** What came of Clerk's session is what this browser keeps, and not what a link says. */
    @GetMapping(SignedOutReturn.PAGE)
    String signedOut(HttpServletRequest request, Model model) {
        clerk.outcome(request)
                .ifPresentOrElse(
                        it -> model.addAttribute("outcome", it),
                        () -> clerk.page(SignedOutReturn.PAGE)
                                .ifPresent(page -> model.addAttribute("clerkPage", page)));
        returns.address(request).ifPresent(address -> model.addAttribute("back", address));
        return "signed-out";
    }
}
